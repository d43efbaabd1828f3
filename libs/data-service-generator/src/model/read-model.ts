import type { Problems } from './problems';
import {
  type EntityModel,
  FIELD_TYPES,
  type FieldModel,
  type FieldType,
  MODEL_LIMITS,
  RELATION_KINDS,
  type RelationKind,
  type ServiceModel,
} from './service-model';

type Json = Record<string, unknown>;

/**
 * Reads the shape of a model: types, lengths and required parts; names and references come later.
 * What is wrong is added to `problems` and replaced by something harmless, so that the rest is read too.
 */
export function readModel(value: unknown, problems: Problems): ServiceModel {
  if (!isObject(value)) {
    problems.add('', 'must be an object');
    return { name: '', description: '', entities: [] };
  }
  return {
    name: readText(value, 'name', '', MODEL_LIMITS.serviceNameLength, problems),
    description: readDescription(value, '', problems),
    entities: readList(value, 'entities', '', MODEL_LIMITS.entities, problems).map((entity, index) =>
      readEntity(entity, `entities[${index}]`, problems),
    ),
  };
}

function readEntity(value: unknown, path: string, problems: Problems): EntityModel {
  const entity = asObject(value, path, problems);
  return {
    id: readText(entity, 'id', path, MODEL_LIMITS.idLength, problems),
    name: readText(entity, 'name', path, MODEL_LIMITS.nameLength, problems),
    pluralName: readText(entity, 'pluralName', path, MODEL_LIMITS.nameLength, problems),
    description: readDescription(entity, path, problems),
    fields: readList(entity, 'fields', path, MODEL_LIMITS.fields, problems).map((field, index) =>
      readField(field, `${path}.fields[${index}]`, problems),
    ),
  };
}

function readField(value: unknown, path: string, problems: Problems): FieldModel {
  const field = asObject(value, path, problems);
  const type = readOneOf<FieldType>(field, 'type', path, FIELD_TYPES, problems);
  const read: FieldModel = {
    id: readText(field, 'id', path, MODEL_LIMITS.idLength, problems),
    name: readText(field, 'name', path, MODEL_LIMITS.nameLength, problems),
    type,
    required: readFlag(field, 'required', path, problems),
    unique: readFlag(field, 'unique', path, problems),
    description: readDescription(field, path, problems),
  };
  if (type === 'enum') read.options = readOptions(field, path, problems);
  else if (!isAbsent(field.options)) problems.add(`${path}.options`, 'belongs to a field of type enum only');
  if (type === 'relation') read.relation = readRelation(field.relation, `${path}.relation`, problems);
  else if (!isAbsent(field.relation))
    problems.add(`${path}.relation`, 'belongs to a field of type relation only');
  return read;
}

function readOptions(field: Json, path: string, problems: Problems): string[] {
  return readList(field, 'options', path, MODEL_LIMITS.options, problems).map((option, index) => {
    if (typeof option === 'string') return option;
    problems.add(`${path}.options[${index}]`, 'must be a text');
    return '';
  });
}

function readRelation(value: unknown, path: string, problems: Problems): NonNullable<FieldModel['relation']> {
  const relation = asObject(value, path, problems);
  return {
    entityId: readText(relation, 'entityId', path, MODEL_LIMITS.idLength, problems),
    kind: readOneOf<RelationKind>(relation, 'kind', path, RELATION_KINDS, problems),
  };
}

function readText(from: Json, key: string, path: string, maximum: number, problems: Problems): string {
  const value = from[key];
  if (typeof value !== 'string' || value.trim() === '') {
    problems.add(join(path, key), 'must be a text that is not empty');
    return '';
  }
  if (value.length > maximum) problems.add(join(path, key), `must have at most ${maximum} characters`);
  return value;
}

/** Descriptions go into comments and documents only; a missing one is empty. */
function readDescription(from: Json, path: string, problems: Problems): string {
  const value = from.description ?? '';
  if (typeof value !== 'string') {
    problems.add(join(path, 'description'), 'must be a text');
    return '';
  }
  if (value.length > MODEL_LIMITS.descriptionLength)
    problems.add(join(path, 'description'), `must have at most ${MODEL_LIMITS.descriptionLength} characters`);
  return value;
}

function readFlag(from: Json, key: string, path: string, problems: Problems): boolean {
  const value = from[key] ?? false;
  if (typeof value === 'boolean') return value;
  problems.add(join(path, key), 'must be true or false');
  return false;
}

function readOneOf<T extends string>(
  from: Json,
  key: string,
  path: string,
  values: readonly [T, ...T[]],
  problems: Problems,
): T {
  const found = values.find((value) => value === from[key]);
  if (found === undefined) problems.add(join(path, key), `must be one of ${values.join(', ')}`);
  return found ?? values[0];
}

function readList(from: Json, key: string, path: string, maximum: number, problems: Problems): unknown[] {
  const value = from[key];
  if (!Array.isArray(value)) {
    problems.add(join(path, key), 'must be a list');
    return [];
  }
  if (value.length <= maximum) return value;
  problems.add(join(path, key), `must have at most ${maximum} entries`);
  return value.slice(0, maximum);
}

function asObject(value: unknown, path: string, problems: Problems): Json {
  if (isObject(value)) return value;
  problems.add(path, 'must be an object');
  return {};
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An empty list says as little as none: forms send it for fields that are no enum. */
const isAbsent = (value: unknown) => value == null || (Array.isArray(value) && value.length === 0);

const join = (path: string, key: string) => (path === '' ? key : `${path}.${key}`);
