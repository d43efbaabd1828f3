import type { Problems } from '../problems';
import type { FieldModel, ServiceModel } from '../schema/service-model';
import { defaultProblem } from './default-problem';
import { entitiesOf, fieldsOf, type Placed } from './places';

const ROLE_TYPES = {
  createdAt: ['timestamp', 'date'],
  updatedAt: ['timestamp', 'date'],
  version: ['integer'],
  owner: ['text', 'uuid', 'integer'],
  tenant: ['text', 'uuid', 'integer'],
} as const satisfies Record<string, readonly FieldModel['type'][]>;

/** What the parts of one field say fits together. */
export function checkFields(model: ServiceModel, problems: Problems): void {
  for (const entity of entitiesOf(model)) {
    const fields = fieldsOf(entity);
    for (const field of fields) checkField(model, field, problems);
    problems.duplicates(
      fields.flatMap(({ path, value: { role } }) =>
        role === null ? [] : [{ path: `${path}.role`, key: role }],
      ),
      ({ key }) => `belongs to one field only: ${key}`,
    );
  }
}

function checkField(
  model: ServiceModel,
  { path, value: field }: Placed<FieldModel>,
  problems: Problems,
): void {
  const refuse = (key: string, message: string) => problems.add(`${path}.${key}`, message);
  checkBounds(field, refuse);
  if (field.type === 'text' && field.pattern !== null && !isPattern(field.pattern))
    refuse('pattern', 'is no regular expression');
  if (field.type === 'text' && field.store !== 'text' && field.store === 'char' && field.maxLength === null)
    refuse('maxLength', 'is needed where the text is kept as char');
  if (field.secret && (field.type !== 'text' || field.list)) refuse('secret', 'is for single texts only');
  if (field.readOnly && field.writeOnly) refuse('writeOnly', 'cannot be, since the field is read-only');
  if (field.searchable && field.type !== 'text') refuse('searchable', 'is for texts only');
  if (field.generated !== null && field.default !== null)
    refuse('default', 'cannot be, since the value is generated');
  if (field.unique && field.type === 'json' && !field.binary)
    refuse('unique', 'is not possible: PostgreSQL cannot compare json; jsonb can be');
  if (field.role !== null && (field.list || !ROLE_TYPES[field.role].some((type) => type === field.type)))
    refuse('role', `needs a field of type ${ROLE_TYPES[field.role].join(' or ')}`);
  const problem = field.default === null ? null : defaultProblem(model, field, field.default);
  if (problem !== null) refuse('default', problem);
}

function checkBounds(field: FieldModel, refuse: (key: string, message: string) => void): void {
  if (
    field.type === 'text' &&
    field.minLength !== null &&
    field.maxLength !== null &&
    field.minLength > field.maxLength
  )
    refuse('minLength', 'must not be more than the maximum');
  if (field.type !== 'integer' && field.type !== 'decimal' && field.type !== 'double') return;
  if (field.minimum !== null && field.maximum !== null && Number(field.minimum) > Number(field.maximum))
    refuse('minimum', 'must not be more than the maximum');
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'u').source !== '';
  } catch {
    return false;
  }
}
