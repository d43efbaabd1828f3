import { schemaOf } from '@amplication/postgres-schema';
import { readDdl } from '../../sql/read-ddl';
import { readSql } from '../../sql/read-sql';

/** The parser of SQL starts a thread for each text, which takes its time on a busy machine. */
const TIMEOUT = 60_000;

/** The fields of the first entity by which it counts, and what was lost. */
async function counted(sql: string) {
  const { model, losses } = await readSql(sql);
  const { schema } = await readDdl(sql);
  expect(schemaOf(model).sequences).toEqual(schema.sequences);
  return {
    defaults: model.entities.map(({ fields }) => fields.map((field) => field.default)),
    losses: losses.map(({ reason }) => reason),
  };
}

describe('a sequence', () => {
  it(
    'may belong to no column, be larger than it, and count in its own steps',
    async () => {
      const { defaults, losses } = await counted(
        "create sequence a_id_seq start 100 increment 5; create table a (id int primary key default nextval('a_id_seq'));",
      );
      expect(losses).toEqual([]);
      expect(defaults).toEqual([
        [{ kind: 'sequence', sequence: 'a_id_seq', bytes: 8, start: '100', increment: '5', owned: false }],
      ]);
    },
    TIMEOUT,
  );

  it(
    'may serve several tables',
    async () => {
      const table = (name: string) =>
        `create table ${name} (id bigint primary key default nextval('numbers'));`;
      const { defaults, losses } = await counted(`create sequence numbers; ${table('a')} ${table('b')}`);
      expect(losses).toEqual([]);
      expect(defaults.flat()).toMatchObject([{ sequence: 'numbers' }, { sequence: 'numbers' }]);
    },
    TIMEOUT,
  );

  it(
    'of another column is an expression for those who count by it as well',
    async () => {
      const { defaults, losses } = await counted(
        "create table a (id serial primary key); create table b (id int primary key default nextval('a_id_seq'));",
      );
      expect(losses).toEqual([]);
      expect(defaults.flat()).toMatchObject([{ kind: 'sequence', owned: true }, { kind: 'expression' }]);
    },
    TIMEOUT,
  );
});
