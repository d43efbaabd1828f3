import { DomainError } from '@amplication/contracts';
import { isRecord } from '@amplication/foundation';
import { type Static, Type } from '@sinclair/typebox';
import { Ajv } from 'ajv';
import { sentences } from '../parse/sentences';
import { type ModelProblem, Problems } from '../problems';
import type { ModelVersion1 } from './version-1';

const text = (maxLength: number) => Type.String({ minLength: 1, maxLength });
const Description = Type.Optional(Type.Union([Type.String({ maxLength: 2_000 }), Type.Null()]));
const Flag = Type.Optional(Type.Union([Type.Boolean(), Type.Null()]));
const TYPES = [
  ...['text', 'longText', 'integer', 'decimal', 'boolean', 'date', 'dateTime'],
  ...['email', 'uuid', 'json', 'enum', 'relation'],
];

const Field = Type.Object({
  id: text(100),
  name: Type.String({ minLength: 1, maxLength: 40, pattern: '^[A-Za-z_][A-Za-z0-9_]*$' }),
  type: Type.Unsafe<string>({ type: 'string', enum: TYPES }),
  required: Flag,
  unique: Flag,
  description: Description,
  options: Type.Optional(
    Type.Union([Type.Array(text(60), { maxItems: 100, uniqueItems: true }), Type.Null()]),
  ),
  relation: Type.Optional(
    Type.Union([
      Type.Object({
        entityId: text(100),
        kind: Type.Unsafe<'many-to-one' | 'one-to-one'>({ enum: ['many-to-one', 'one-to-one'] }),
      }),
      Type.Null(),
    ]),
  ),
});

const Model = Type.Object({
  name: text(100),
  description: Description,
  entities: Type.Array(
    Type.Object({
      id: text(100),
      name: text(40),
      pluralName: text(40),
      description: Description,
      fields: Type.Array(Field, { maxItems: 200 }),
    }),
    { maxItems: 200 },
  ),
});
type Model = Static<typeof Model>;

const validate = new Ajv({ allErrors: true, verbose: true }).compile<Model>(
  JSON.parse(JSON.stringify(Model)),
);

/** Whether a value of JSON would be a model of version 1, right or wrong: these carry no version. */
export const isModelVersion1 = (value: unknown): boolean =>
  isRecord(value) && value.version === undefined && value.entities !== undefined;

/** Everything that is wrong with a model of version 1, with the path of each part. */
export function findProblemsOfVersion1(value: unknown): ModelProblem[] {
  return validate(value) ? problemsBetween(value) : sentences(validate.errors ?? []);
}

/**
 * Reads a model of version 1 from outside, for `upgradeModel`.
 * @throws DomainError MODEL_INVALID whose `params.problems` lists all problems as `<path>: <message>`
 */
export function parseModelVersion1(value: unknown): ModelVersion1 {
  const problems = validate(value) ? problemsBetween(value) : sentences(validate.errors ?? []);
  if (!validate(value) || problems.length > 0)
    throw new DomainError('MODEL_INVALID', 'The model of version 1 has mistakes.', {
      params: { problems: problems.slice(0, 50).map(({ path, message }) => `${path}: ${message}`) },
    });
  return {
    name: value.name,
    description: value.description ?? '',
    entities: value.entities.map((entity) => ({
      ...{ id: entity.id, name: entity.name, pluralName: entity.pluralName },
      description: entity.description ?? '',
      fields: entity.fields.map(({ id, name, type, required, unique, description, options, relation }) => ({
        ...{ id, name, type, required: required ?? false, unique: unique ?? false },
        description: description ?? '',
        ...(type === 'enum' ? { options: options ?? [] } : {}),
        ...(type === 'relation' && relation
          ? { relation: { entityId: relation.entityId, kind: relation.kind } }
          : {}),
      })),
    })),
  };
}

/** What the parts of a model ask of each other. */
function problemsBetween(model: Model): ModelProblem[] {
  const problems = new Problems();
  const ids = new Set(model.entities.map(({ id }) => id));
  const same = ({ key }: { key: string }) => `is the id of another one: ${key}`;
  problems.duplicates(
    model.entities.map(({ id }, index) => ({ key: id, path: `entities[${index}].id` })),
    same,
  );
  model.entities.forEach(({ fields }, at) => {
    const pathOf = (index: number, key: string) => `entities[${at}].fields[${index}].${key}`;
    problems.duplicates(
      fields.map(({ id }, index) => ({ key: id, path: pathOf(index, 'id') })),
      same,
    );
    fields.forEach(({ type, options, relation }, index) => {
      const refuse = (key: string, message: string) => problems.add(pathOf(index, key), message);
      if (type === 'enum' && (options ?? []).length === 0) refuse('options', 'must have at least one entry');
      if (type !== 'enum' && (options ?? []).length > 0)
        refuse('options', 'belongs to a field of type enum only');
      if (type !== 'relation' && relation) refuse('relation', 'belongs to a field of type relation only');
      if (type === 'relation' && !relation) refuse('relation', 'is missing');
      if (relation && !ids.has(relation.entityId))
        refuse('relation.entityId', `names no entity of this model: ${relation.entityId}`);
    });
  });
  return problems.list;
}
