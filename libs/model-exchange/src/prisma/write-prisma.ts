import {
  DEFAULT_SCHEMA,
  type EntityModel,
  type EnumModel,
  type ServiceModel,
  storedOf,
  tableOf,
  typeOf,
} from '@amplication/service-model';
import { PRISMA_MODEL_NAME } from './read-prisma';
import { isIgnored } from './write/ignored';
import { Names, quoted } from './write/names';
import { documentation, writeField } from './write/write-field';
import { writeKeys } from './write/write-keys';
import { columnOfMember, writeRelation, type WrittenRelation } from './write/write-relations';
import { Writing } from './write/writing';

/**
 * A schema of Prisma for PostgreSQL that means the same database as a model. What Prisma has no words for stands in its
 * documentation. `readPrisma` makes the same model of it again, where the model came from Prisma.
 */
export function writePrisma(model: ServiceModel): string {
  const writing = new Writing(model);
  const schemas = [...new Set(placesOf(model))].sort();
  const hasSchemas = schemas.some((schema) => schema !== DEFAULT_SCHEMA);
  const schemaLine = (schema: string) => (hasSchemas ? [`@@schema(${quoted(schema)})`] : []);
  const relations = new Map(
    model.entities.map((entity) => [
      entity.id,
      entity.relations.map((relation) => ({ relation, written: writeRelation(writing, entity, relation) })),
    ]),
  );
  const inverses = new Map<string, string[]>();
  for (const written of relations.values())
    for (const {
      relation,
      written: { inverse },
    } of written)
      inverses.set(relation.entityId, [...(inverses.get(relation.entityId) ?? []), ...inverse]);
  const entities = model.entities.map((entity) => {
    const own = relations.get(entity.id) ?? [];
    const made = new Map(own.map(({ relation, written }) => [relation.id, written]));
    const lines = [
      ...entity.fields.flatMap((field) => writeField(writing, entity, field)),
      ...own.flatMap(({ written }) => written.own),
      ...(inverses.get(entity.id) ?? []),
      ...keyLines(writing, entity, made),
      ...schemaLine(tableOf(entity).schema),
    ];
    return [
      ...documentation(entity.description, unsaidOf(entity)),
      ...block('model', writing.blockName(entity.id), lines),
    ];
  });
  const enums = model.enums.map((one) => [
    ...documentation(one.description, one.native ? [] : ['it is a text with a CHECK']),
    ...block('enum', writing.blockName(one.id), [
      ...enumLines(writing, one),
      ...schemaLine(typeOf(one).schema),
    ]),
  ]);
  const joins = [...relations.values()]
    .flatMap((written) => written.flatMap((one) => one.written.models))
    .map(({ name, schema, lines }) => block('model', name, [...lines, ...schemaLine(schema)]));
  const parts = [headOf(writing, hasSchemas ? schemas : []), ...enums, ...entities, ...joins];
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

const block = (keyword: string, name: string, lines: readonly string[]) => [
  `${keyword} ${name} {`,
  ...lines.map((line) => `  ${line}`),
  '}',
];

const placesOf = ({ entities, enums }: ServiceModel): string[] => [
  ...entities.map((entity) => tableOf(entity).schema),
  ...entities.flatMap(({ relations }) => relations.flatMap(({ joinTable }) => joinTable?.schema ?? [])),
  ...enums.map((one) => typeOf(one).schema),
];

/** `uuid_ossp(map: "uuid-ossp")`: Prisma wants names of its own form. */
function extensionsOf(extensions: readonly string[]): string[] {
  const names = new Names();
  return extensions.map((extension) => {
    const name = names.give(extension);
    return name === extension ? name : `${name}(map: ${quoted(extension)})`;
  });
}

/** Name and settings; conditions of indexes and extensions are previews in Prisma. */
function headOf({ model, isEnforced }: Writing, schemas: readonly string[]): string[] {
  const { name, description, roles, entities, extensions } = model;
  const previews = [
    ...(entities.some(({ indexes }) => indexes.some(({ where }) => where !== null))
      ? ['partialIndexes']
      : []),
    ...(extensions.length > 0 ? ['postgresqlExtensions'] : []),
  ];
  const about = [
    ...(name === PRISMA_MODEL_NAME ? [] : [name]),
    ...(description === '' ? [] : description.split('\n')),
    ...(roles.length > 0 ? [`Roles: ${roles.map((role) => role.name).join(', ')}`] : []),
  ];
  const generator = block('generator', 'client', [
    'provider = "prisma-client-js"',
    `previewFeatures = [${previews.map(quoted).join(', ')}]`,
  ]);
  return [
    ...about.map((line) => `// ${line}`.trimEnd()),
    ...(previews.length > 0 ? [...generator, ''] : []),
    ...block('datasource', 'db', [
      'provider = "postgresql"',
      ...(isEnforced ? [] : ['relationMode = "prisma"']),
      ...(extensions.length > 0 ? [`extensions = [${extensionsOf(extensions).join(', ')}]`] : []),
      ...(schemas.length > 0 ? [`schemas = [${schemas.map(quoted).join(', ')}]`] : []),
    ]),
  ];
}

function keyLines(
  writing: Writing,
  entity: EntityModel,
  relations: ReadonlyMap<string, WrittenRelation>,
): string[] {
  const { name: table } = tableOf(entity);
  const names = {
    name: (id: string) => relations.get(id)?.made[0]?.name ?? writing.memberName(entity, id),
    column: (id: string) => columnOfMember(entity, id) ?? relations.get(id)?.made[0]?.column ?? id,
  };
  return [
    ...writeKeys(entity, names, writing.constraints),
    ...(table === writing.blockName(entity.id) ? [] : [`@@map(${quoted(table)})`]),
    ...(isIgnored(entity) ? ['@@ignore'] : []),
  ];
}

function enumLines(writing: Writing, one: EnumModel): string[] {
  const { name: typeName } = typeOf(one);
  const values = one.values.flatMap((value) => {
    const name = writing.valueName(one.id, value.name);
    const stored = storedOf(value);
    const label = value.label === null ? [] : [`people read ${value.label}`];
    return [
      ...documentation(value.description, label),
      stored === name ? name : `${name} @map(${quoted(stored)})`,
    ];
  });
  return [...values, ...(typeName === writing.blockName(one.id) ? [] : [`@@map(${quoted(typeName)})`])];
}

/** Whether a rule of access is not the one that is there by default. */
function unsaidOf(entity: EntityModel): string[] {
  const { access } = entity;
  const isPlain =
    access.length === 0 || access.every(({ roleId, rows }) => roleId === null && rows === 'all');
  return [
    ...(isPlain ? [] : ['only some roles may use some rows']),
    ...(isIgnored(entity) && access.length > 0
      ? ['nothing tells its rows apart, and people may use it']
      : []),
  ];
}
