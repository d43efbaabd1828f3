import { operatorClassOf } from './operator-classes';
import { PRISMA_NAMES, sequenceName } from './prisma-names';
import { statementsOf } from './testing/prisma-engine.fixture';

describe('names that Prisma gives', () => {
  it.each([20, 55, 56, 57, 58, 59, 60, 63])(
    'are those of its engine for a table of %i characters',
    async (length) => {
      const table = 'T'.repeat(length);
      const schema = [
        'datasource db {\n  provider = "postgresql"\n}',
        `model ${table} {\n  id Int @id\n  mail String @unique\n  up ${table}? @relation("x", fields: [upId], references: [id])`,
        `  upId Int?\n  down ${table}[] @relation("x")\n  @@index([id, mail])\n}`,
      ].join('\n');
      const names = [
        PRISMA_NAMES.key(table),
        PRISMA_NAMES.unique(table, ['mail']),
        PRISMA_NAMES.index(table, ['id', 'mail']),
        PRISMA_NAMES.foreignKey(table, ['upId']),
      ];
      const statements = (await statementsOf(schema)).join('\n');
      for (const name of names) expect(statements).toContain(`"${name}"`);
    },
  );

  it('are cut in whole characters, at 63 bytes', () => {
    expect(PRISMA_NAMES.key('é'.repeat(40))).toBe(`${'é'.repeat(29)}_pkey`);
    expect(Buffer.byteLength(sequenceName('é'.repeat(40), 'é'.repeat(40)))).toBeLessThanOrEqual(63);
  });

  it('of sequences are those of PostgreSQL', () => {
    expect(sequenceName('User', 'id')).toBe('User_id_seq');
    expect(sequenceName('a'.repeat(60), 'number')).toBe(`${'a'.repeat(52)}_number_seq`);
    expect(sequenceName('a'.repeat(60), 'b'.repeat(60))).toBe(`${'a'.repeat(29)}_${'b'.repeat(29)}_seq`);
  });
});

describe('operator classes', () => {
  it.each([
    ['JsonbPathOps', 'jsonb_path_ops'],
    ['TextOps', 'text_ops'],
    ['Int4MinMaxMultiOps', 'int4_minmax_multi_ops'],
    ['TimestampTzBloomOps', 'timestamptz_bloom_ops'],
    ['VarBitMinMaxOps', 'varbit_minmax_ops'],
  ])('%s is %s', (name, inPostgres) => expect(operatorClassOf(name)).toBe(inPostgres));
});
