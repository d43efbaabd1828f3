import { FULL_PRISMA_SCHEMA, randomPrismaSchema } from '@amplication/model-exchange/testing';
import { proofRuns } from '@amplication/testing';
import fc from 'fast-check';
import type { SchemaFile } from '../schema-files';
import { roundTrips } from './on-postgres';

const file = (name: string, text: string): SchemaFile => ({
  name,
  format: name.endsWith('.sql') ? 'sql' : 'prisma',
  text,
  address: null,
  source: null,
  firstContact: null,
});

describe('a schema and its model, made in PostgreSQL', () => {
  it('are equal for Prisma with something of everything, and for SQL', async () => {
    const sql = [
      'create sequence numbers start 10;',
      "create table book (id int primary key default nextval('numbers'), title text unique, pages int check (pages > 0));",
      'create table part (book int references book on delete cascade, number smallint, primary key (book, number));',
    ].join('\n');
    const all = await roundTrips([file('full.prisma', FULL_PRISMA_SCHEMA), file('books.sql', sql)]);
    for (const { differences, outcome } of all) expect([outcome, differences]).toEqual(['equal', []]);
    expect(all.map(({ tables }) => tables.all)).toEqual([10, 2]);
  }, 120_000);

  it('are equal for any schema of Prisma that a model can say', async () => {
    await fc.assert(
      fc.asyncProperty(randomPrismaSchema, async (schema) => {
        const [result] = await roundTrips([file('random.prisma', schema)]);
        expect([result?.outcome, result?.differences]).toEqual(['equal', []]);
      }),
      { numRuns: proofRuns({ sample: 20, whole: 500 }), endOnFailure: true },
    );
  }, 600_000);

  it('are told apart, and what PostgreSQL refuses is told', async () => {
    const [lost, refused] = await roundTrips([
      file(
        'lost.sql',
        "create function f() returns int language sql as 'select 1'; create table a (id int primary key, n int default f()); create table b (id int);",
      ),
      file('refused.sql', 'create table a (id int, constraint c check (nothing(id) > 1));'),
    ]);
    expect(lost).toMatchObject({ outcome: 'equal', tables: { all: 2, kept: 1 } });
    expect(refused).toMatchObject({ outcome: 'not run' });
    expect(refused?.differences[0]).toContain('nothing');
  }, 120_000);
});
