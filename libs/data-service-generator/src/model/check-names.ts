import { kebabCase, snakeCase } from './names';
import type { Problems } from './problems';
import {
  BUILT_IN_FIELDS,
  CLASS_NAMES,
  DEVICE_NAMES,
  OBJECT_PROPERTIES,
  ROUTES,
  SQL_WORDS,
  TYPESCRIPT_WORDS,
} from './reserved-words';
import type { EntityModel, FieldModel, ServiceModel } from './service-model';

const PASCAL_CASE = /^[A-Z][A-Za-z0-9]*$/;
const CAMEL_CASE = /^[a-z][A-Za-z0-9]*$/;
const OPTION = /^[A-Za-z0-9](?:[A-Za-z0-9 _.-]{0,58}[A-Za-z0-9])?$/;

/** Checks every name by itself: its form, and that the generated code does not use it for something else. */
export function checkNames(model: ServiceModel, problems: Problems): void {
  if (/\p{Cc}|[\u2028\u2029]/u.test(model.name))
    problems.add('name', 'must be one line without control characters');
  model.entities.forEach((entity, index) => checkEntity(entity, `entities[${index}]`, problems));
}

function checkEntity(entity: EntityModel, path: string, problems: Problems): void {
  for (const key of ['name', 'pluralName'] as const) {
    const name = entity[key];
    if (name === '') continue;
    const problem = entityNameProblem(name);
    if (problem) problems.add(`${path}.${key}`, problem);
  }
  const route = kebabCase(entity.pluralName);
  if (ROUTES.has(route))
    problems.add(`${path}.pluralName`, `gives the route /${route}, which every service has already`);
  if (SQL_WORDS.has(snakeCase(entity.pluralName)))
    problems.add(
      `${path}.pluralName`,
      `gives the table ${snakeCase(entity.pluralName)}, a reserved word of SQL`,
    );
  entity.fields.forEach((field, index) => checkField(field, `${path}.fields[${index}]`, problems));
}

function entityNameProblem(name: string): string | null {
  if (!PASCAL_CASE.test(name))
    return 'must be PascalCase: letters and digits, beginning with a capital, such as OrderItem';
  if (TYPESCRIPT_WORDS.has(name.toLowerCase())) return 'is a reserved word of TypeScript';
  if (CLASS_NAMES.has(name)) return 'is the name of a class that the generated code uses';
  if (DEVICE_NAMES.test(kebabCase(name))) return 'is a device name on Windows';
  return null;
}

function checkField(field: FieldModel, path: string, problems: Problems): void {
  const nameProblem = field.name === '' ? null : fieldNameProblem(field);
  if (nameProblem) problems.add(`${path}.name`, nameProblem);
  field.options?.forEach((option, index) => {
    if (!OPTION.test(option))
      problems.add(
        `${path}.options[${index}]`,
        'must be 1 to 60 letters, digits, spaces, dots, hyphens or underscores, with a letter or digit at both ends',
      );
  });
}

function fieldNameProblem(field: FieldModel): string | null {
  if (!CAMEL_CASE.test(field.name))
    return 'must be camelCase: letters and digits, beginning with a small letter, such as unitPrice';
  if (BUILT_IN_FIELDS.has(field.name)) return 'is a field that every entity already has';
  if (TYPESCRIPT_WORDS.has(field.name)) return 'is a reserved word of TypeScript';
  if (OBJECT_PROPERTIES.has(field.name)) return 'is a property of every JavaScript object';
  if (field.type !== 'relation' && SQL_WORDS.has(snakeCase(field.name))) return 'is a reserved word of SQL';
  return null;
}
