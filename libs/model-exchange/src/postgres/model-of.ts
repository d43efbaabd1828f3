import type { DatabaseSchema, Table } from '@amplication/postgres-schema';
import {
  DEFAULT_SCHEMA,
  type EntityModel,
  type EnumModel,
  MODEL_LIMITS,
  type ServiceModel,
  tableOf,
  typeOf,
} from '@amplication/service-model';
import { ModelSyntaxError, ModelTooLargeError } from '@amplication/model-text';
import { KnownEnums } from './fields/known-enums';
import type { TakenSequences } from './fields/read-default';
import { readFields } from './fields/read-field';
import { readKeys } from './keys/read-keys';
import { leaveOutUsualNames } from './keys/usual-names';
import { idOf } from './reading/ids';
import { atMost, cutDescription } from './reading/limits';
import { type Lose, placeNames, Reading, type TableNames } from './reading/reading';
import { joinTablesOf } from './relations/join-tables';
import { readRelations } from './relations/read-relations';
import { settle } from '../settle/settle';
import type { LosePart } from '../settle/unsettled';

/** What a model is called that comes from a database, which has no name that it would know. */
export const DATABASE_MODEL_NAME = 'Database';

/**
 * A database as a model that means the same database. What the language does not say is given to `lose`.
 * @throws ModelTooLargeError for more than any model may have
 */
export function modelOf(schema: DatabaseSchema, lose: Lose): ServiceModel {
  const joins = joinTablesOf(schema);
  const asJoins = new Set(joins.map(({ table }) => table));
  const tables = schema.tables.filter((table) => !asJoins.has(table));
  checkSize(schema, tables);
  const reading = new Reading(schema, lose, tables);
  const taken: TakenSequences = new Map();
  const enums = reading.allEnums().map((one) => enumOf(reading, one));
  const ofFields: EnumModel[] = [];
  const known = { enums: new KnownEnums(enums), ofFields, taken };
  const entities = new Map<string, EntityModel>();
  for (const names of reading.entities()) entities.set(names.id, entityOf(reading, names, known));
  for (const [id, relations] of readRelations(reading, entities, joins)) {
    const entity = entities.get(id);
    if (entity) entity.relations = relations;
  }
  loseSequences(reading, taken);
  const draft: ServiceModel = {
    version: 2,
    name: DATABASE_MODEL_NAME,
    description: '',
    extensions: atMost(schema.extensions, MODEL_LIMITS.extensions, (name) =>
      reading.lose(null, name, 'It is left out: a model has no more extensions.'),
    ),
    roles: [],
    enums: [...enums, ...ofFields],
    entities: [...entities.values()],
  };
  const model = settle(draft, partLoser(reading));
  if (!model) throw new ModelSyntaxError(null, 'Expected a database of which a model can be made.');
  return leaveOutUsualNames(model);
}

function checkSize({ enums }: DatabaseSchema, tables: readonly Table[]): void {
  const refuse = (what: string, most: number, found: number) => {
    if (found > most) throw new ModelTooLargeError(`at most ${most} ${what}`, String(found));
  };
  refuse('tables', MODEL_LIMITS.entities, tables.length);
  refuse('enums', MODEL_LIMITS.enums, enums.length);
}

function enumOf(reading: Reading, { type, id, name }: ReturnType<Reading['allEnums']>[number]): EnumModel {
  const lose = (value: string, reason: string) =>
    reading.lose(null, type.name, `The value "${value}" ${reason}`);
  const values = atMost(type.values, MODEL_LIMITS.enumValues, (value) =>
    lose(value, 'is left out: an enum has no more.'),
  );
  const read: EnumModel = {
    id,
    name,
    description: cutDescription(reading, null, type.name, type.comment),
    native: true,
    typeName: null,
    schema: type.schema === DEFAULT_SCHEMA ? null : type.schema,
    values: values.map((value) => ({
      id: idOf('value', ...placeNames(type), value),
      name: value,
      label: null,
      description: '',
      stored: null,
    })),
  };
  return typeOf(read).name === type.name ? read : { ...read, typeName: type.name };
}

function entityOf(
  reading: Reading,
  names: TableNames,
  known: { enums: KnownEnums; ofFields: EnumModel[]; taken: TakenSequences },
): EntityModel {
  const { table, id, name } = names;
  const { fields, enums, asRules } = readFields(reading, names, known);
  known.ofFields.push(...enums);
  const entity: EntityModel = {
    id,
    name,
    pluralName: null,
    table: null,
    schema: table.schema === DEFAULT_SCHEMA ? null : table.schema,
    description: cutDescription(reading, table, null, table.comment),
    fields,
    relations: [],
    ...readKeys(reading, table, fields, asRules),
    access: [{ roleId: null, actions: ['create', 'read', 'update', 'delete', 'list'], rows: 'all' }],
  };
  return tableOf(entity).name === table.name ? entity : { ...entity, table: table.name };
}

function loseSequences(reading: Reading, taken: TakenSequences): void {
  const used = new Set(taken.keys());
  for (const sequence of reading.schema.sequences)
    if (!used.has(reading.sequenceKey(sequence)))
      reading.lose(null, sequence.name, 'The model has no sequences by which no column counts.');
}

/** Says of parts of the model, by their ids, what they are called in the database. */
function partLoser(reading: Reading): LosePart {
  const known = new Map<Table, ReadonlyMap<string, string>>();
  return (owner, part, reason) => {
    const table = reading.entityWithId(owner.id)?.table;
    if (!table) {
      const type = reading.allEnums().find(({ id }) => id === owner.id)?.type;
      return reading.lose(null, type?.name ?? owner.id, reason);
    }
    const names = known.get(table) ?? namesById(reading, table);
    known.set(table, names);
    reading.lose(table, 'id' in part ? (names.get(String(part.id)) ?? null) : null, reason);
  };
}

/** What the parts of a table are called, by the ids that they have in the model. */
function namesById(reading: Reading, table: Table): ReadonlyMap<string, string> {
  const { columns, foreignKeys, uniques, indexes, checks } = table;
  const named = (kind: string, things: readonly { name: string }[]) =>
    things.map(({ name }) => [idOf(kind, ...placeNames(table), name), name] as const);
  return new Map([
    ...columns.map(({ name }) => [reading.fieldId(table, name), name] as const),
    ...named('relation', foreignKeys),
    ...named('unique', [...uniques, ...indexes]),
    ...named('index', indexes),
    ...named('check', checks),
  ]);
}
