import { FULL_PRISMA_SCHEMA } from '@amplication/model-exchange/testing';
import type { SchemaFile } from '../schema-files';
import { roundTrips } from './on-postgres';

const file = (name: string, text: string): SchemaFile => ({
  name,
  format: name.endsWith('.sql') ? 'sql' : 'prisma',
  text,
  address: null,
  source: null,
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
    expect(all.map(({ tables }) => tables.all)).toEqual([11, 2]);
  }, 120_000);

  it('are told apart, and what PostgreSQL refuses is told', async () => {
    const [lost, refused] = await roundTrips([
      file(
        'lost.sql',
        'create table a (id int primary key, at int default 1); create table b (x int) inherits (a);',
      ),
      file('refused.sql', 'create table a (id int, constraint c check (nothing(id) > 1));'),
    ]);
    expect(lost?.tables).toEqual({ all: 2, kept: 1 });
    expect(refused).toMatchObject({ outcome: 'not run' });
    expect(refused?.differences[0]).toContain('nothing');
  }, 120_000);
});
