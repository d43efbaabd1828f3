import type { AccessRuleModel, EntityModel, FieldModel, ServiceModel } from '@amplication/service-model';

type Action = AccessRuleModel['actions'][number];

const ACTIONS: readonly Action[] = ['create', 'read', 'list', 'update', 'delete'];

/** Who may do what with the rows of an entity, as a sentence for each role. */
export function permissionsInWords(model: ServiceModel, entity: EntityModel): string[] {
  const rules = entity.access.map(({ roleId, actions, rows }) => {
    const who = roleId === null ? 'Everybody who is signed in' : rolesInWords(model, [roleId]);
    return `${who} may ${actionsInWords(actions)} ${rowsInWords(entity, rows)}.`;
  });
  const fields = entity.fields.flatMap((field) => fieldInWords(model, field));
  return [...(rules.length === 0 ? ['Nobody may do anything with it.'] : rules), ...fields];
}

function actionsInWords(actions: readonly Action[]): string {
  const given = ACTIONS.filter((action) => actions.includes(action));
  return inWords(given, 'and');
}

function rowsInWords(entity: EntityModel, rows: AccessRuleModel['rows']): string {
  if (rows === 'all') return 'all rows';
  const column = entity.fields.find(({ role }) => role === (rows === 'own' ? 'owner' : 'tenant'));
  const by = column ? ` (\`${column.name}\`)` : '';
  return rows === 'own' ? `rows of their own${by}` : `rows of their tenant${by}`;
}

function fieldInWords(model: ServiceModel, { name, readableBy, writableBy }: FieldModel): string[] {
  return [
    ...(readableBy === null ? [] : [`\`${name}\` is seen by ${only(model, readableBy)}.`]),
    ...(writableBy === null ? [] : [`\`${name}\` is written by ${only(model, writableBy)}.`]),
  ];
}

const only = (model: ServiceModel, ids: readonly string[]) =>
  ids.length === 0 ? 'nobody' : `${rolesInWords(model, ids)} only`;

function rolesInWords({ roles }: ServiceModel, ids: readonly string[]): string {
  const names = roles.filter(({ id }) => ids.includes(id)).map(({ name }) => `\`${name}\``);
  return inWords(names, 'and');
}

function inWords(words: readonly string[], last: string): string {
  const before = words.slice(0, -1);
  return before.length === 0 ? words.join('') : `${before.join(', ')} ${last} ${words.at(-1) ?? ''}`;
}
