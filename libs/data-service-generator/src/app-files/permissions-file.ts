import { ACTIONS, type EntityModel } from '@amplication/service-model';
import type { ColumnPlan } from '../plan/column-plan';
import type { EntityPlan, ServicePlan } from '../plan/service-plan';
import { keyOf } from '../render/code-value';
import { tsString } from '../render/escape';
import { generated, type GeneratedFile } from '../render/generated-file';
import { LINE_WIDTH } from '../render/layout';

type Action = (typeof ACTIONS)[number];

/** Everybody who is signed in. */
const EVERYBODY = '*';

/** `permissions.ts`: the matrix of who may do what, of the whole service. */
export const permissionsFile = (service: ServicePlan): GeneratedFile =>
  generated(
    'permissions.ts',
    `import { type EntityPermissions } from './auth/permissions.js';

/*
 * Who may do what, by the roles of a caller's token. '${EVERYBODY}' is everybody who is signed in; whom no line names may not.
 * Of the rows: all, those that the caller owns, or those of the caller's tenant; what several lines say is added up.
 */
${service.entities.map((plan) => `\n${permissionsOf(service, plan)}`).join('')}`,
  );

function permissionsOf({ model }: ServicePlan, { entity, names, columns }: EntityPlan): string {
  const roles = new Map(model.roles.map(({ id, name }) => [id, name]));
  const actions = ACTIONS.map((action) => object(`    ${action}: `, cellsOf(entity, action, roles), '    '));
  const fields = columns.flatMap((column) => fieldLine(column, roles));
  return `export const ${names.permissions} = {
  words: ${tsString(names.words)},
  actions: {
${actions.join('\n')}
  },
  fields: ${fields.length === 0 ? '{}' : `{\n${fields.join('\n')}\n  }`},
} as const satisfies EntityPermissions;
`;
}

/** Who may do one thing, and with which rows: `admin: 'all'`. */
function cellsOf({ access }: EntityModel, action: Action, roles: ReadonlyMap<string, string>): string[] {
  const cells = new Map<string, Set<string>>();
  for (const { roleId, actions, rows } of access) {
    const role = roleId === null ? EVERYBODY : roles.get(roleId);
    if (role === undefined || !actions.includes(action)) continue;
    cells.set(role, (cells.get(role) ?? new Set()).add(rows));
  }
  return [...cells].map(([role, rows]) => {
    const [only, ...more] = rows.has('all') ? ['all'] : [...rows];
    const value = more.length === 0 ? `'${only}'` : `['${[only, ...more].join("', '")}']`;
    return `${keyOf(role)}: ${value}`;
  });
}

/** Which roles may see and write a field; nothing where all may who reach the row. */
function fieldLine({ field, property }: ColumnPlan, roles: ReadonlyMap<string, string>): string[] {
  const names = (ids: readonly string[]) => `[${ids.map((id) => tsString(roles.get(id) ?? id)).join(', ')}]`;
  const parts = [
    ...(field.readableBy === null ? [] : [`read: ${names(field.readableBy)}`]),
    ...(field.writableBy === null ? [] : [`write: ${names(field.writableBy)}`]),
  ];
  return parts.length === 0 ? [] : [object(`    ${keyOf(property)}: `, parts, '    ')];
}

/** `before { a, b },` on one line where it fits. */
function object(before: string, parts: readonly string[], indent: string): string {
  if (parts.length === 0) return `${before}{},`;
  const short = `${before}{ ${parts.join(', ')} },`;
  if (short.length <= LINE_WIDTH) return short;
  return `${before}{\n${parts.map((part) => `${indent}  ${part},\n`).join('')}${indent}},`;
}
