import { classNames, columnName, propertyName } from './derived-names';
import { kebabCase, snakeCase } from './names';
import type { Problems } from './problems';
import { BUILT_IN_FIELDS, CLASS_NAMES } from './reserved-words';
import type { EntityModel, FieldModel, ServiceModel } from './service-model';

/** Checks what holds between the parts of a model: nothing is there twice, every relation has a target. */
export function checkReferences(model: ServiceModel, problems: Problems): void {
  const at = (key: string, index: number) => `entities[${index}].${key}`;
  const keys = (of: (entity: EntityModel) => string, key: string) =>
    model.entities
      .map((entity, index) => ({ key: of(entity), path: at(key, index) }))
      .filter((entry) => entry.key !== '');

  problems.duplicates(
    keys((entity) => entity.id, 'id'),
    (_key, taken) => `is the same as ${taken}`,
  );
  problems.duplicates(
    keys((entity) => snakeCase(entity.name), 'name'),
    (_key, taken) => `is too much like ${taken}: their files would be the same`,
  );
  problems.duplicates(
    keys((entity) => kebabCase(entity.pluralName), 'pluralName'),
    (key, taken) => `gives the route and table "${key}", as ${taken} does`,
  );
  checkClassNames(model, problems);

  const targets = new Set(model.entities.map((entity) => entity.id));
  model.entities.forEach((entity, index) => checkFields(entity, `entities[${index}]`, targets, problems));
}

/** `OrderDto` beside `Order` would give two classes, and two OpenAPI schemas, of one name. */
function checkClassNames(model: ServiceModel, problems: Problems): void {
  const taken = new Map<string, { entity: EntityModel; path: string }>();
  model.entities.forEach((entity, index) => {
    const path = `entities[${index}]`;
    if (entity.name === '' || entity.pluralName === '') return;
    for (const name of classNames(entity)) {
      if (name !== entity.name && CLASS_NAMES.has(name))
        problems.add(`${path}.name`, `gives the class ${name}, which every service has already`);
      const first = taken.get(name);
      if (!first) taken.set(name, { entity, path });
      else if (!namedAlike(first.entity, entity))
        problems.add(`${path}.name`, `gives the class ${name}, as ${first.path} (${first.entity.name}) does`);
    }
  });
}

/** Such a pair is reported by its names already. */
const namedAlike = (one: EntityModel, other: EntityModel) =>
  snakeCase(one.name) === snakeCase(other.name) || kebabCase(one.pluralName) === kebabCase(other.pluralName);

function checkFields(entity: EntityModel, path: string, targets: Set<string>, problems: Problems): void {
  const at = (index: number, key: string) => `${path}.fields[${index}].${key}`;
  const named = entity.fields
    .map((field, index) => ({ field, index }))
    .filter(({ field }) => field.name !== '');
  problems.duplicates(
    entity.fields
      .map((field, index) => ({ key: field.id, path: at(index, 'id') }))
      .filter((entry) => entry.key !== ''),
    (_key, taken) => `is the same as ${taken}`,
  );
  problems.duplicates(
    named.map(({ field, index }) => ({ key: columnName(field), path: at(index, 'name') })),
    (key, taken) => `gives the column ${key}, as ${taken} does`,
  );
  for (const { field, index } of named) {
    const property = propertyName(field);
    if (property !== field.name && BUILT_IN_FIELDS.has(property))
      problems.add(at(index, 'name'), `gives the property ${property}, which every entity already has`);
  }
  entity.fields.forEach((field, index) => checkField(field, `${path}.fields[${index}]`, targets, problems));
}

function checkField(field: FieldModel, path: string, targets: Set<string>, problems: Problems): void {
  if (field.relation && field.relation.entityId !== '' && !targets.has(field.relation.entityId))
    problems.add(`${path}.relation.entityId`, 'must be the id of an entity of this model');
  if (field.unique && ['json', 'longText', 'boolean'].includes(field.type))
    problems.add(`${path}.unique`, `must be false: a field of type ${field.type} cannot be unique`);
  if (field.options?.length === 0) problems.add(`${path}.options`, 'must have at least one entry');
  problems.duplicates(
    (field.options ?? []).map((option, index) => ({ key: option, path: `${path}.options[${index}]` })),
    (key, taken) => `"${key}" is there already, as ${taken}`,
  );
}
