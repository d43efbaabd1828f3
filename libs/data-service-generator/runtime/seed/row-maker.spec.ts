import { pgTable } from 'drizzle-orm/pg-core';
import type { EntitySeed } from './entity-seed.js';
import { newFaker } from './makers/draw.js';
import { integer, tenant, unknown, wordOf } from './makers/makers.js';
import { RowMaker } from './row-maker.js';
import { portions } from './seed-database.js';

const entity = (parts: Partial<EntitySeed>): EntitySeed => ({
  name: 'things',
  words: 'thing',
  table: pgTable('things', {}),
  key: [],
  fields: {},
  relations: [],
  uniques: [],
  ...parts,
});

async function rowsOf(seed: EntitySeed, count: number, made = new Map()): Promise<unknown[]> {
  const maker = new RowMaker(seed, newFaker(), made);
  const rows: unknown[] = [];
  for (let row = await maker.next(); row && rows.length < count; row = await maker.next()) rows.push(row);
  return rows;
}

const needed = (make: EntitySeed['fields'][string]['make']) => ({ make, required: true });

describe('the maker of rows', () => {
  it('makes each row once, and stops where there are no others', async () => {
    const fields = { a: needed(wordOf('x', 'y')), b: needed(integer({ min: '1', max: '2' })) };
    expect(await rowsOf(entity({ fields, uniques: [['a', 'b']] }), 10)).toHaveLength(4);
    expect(await rowsOf(entity({ fields, uniques: [['a']] }), 10)).toHaveLength(2);
    expect(await rowsOf(entity({ fields }), 10)).toHaveLength(10);
  });

  it('points at rows that are there, by all columns of a relation and within one tenant', async () => {
    const other = entity({ name: 'others', tenant: 'of' });
    const rows = [
      { of: 'north', code: 'a', kind: 1 },
      { of: 'south', code: 'b', kind: 2 },
      { of: 'west', code: 'c', kind: 3 },
    ];
    const columns = [
      { own: 'otherCode', other: 'code' },
      { own: 'otherKind', other: 'kind' },
    ];
    const seed = entity({
      tenant: 'of',
      fields: { of: needed(tenant()) },
      relations: [{ to: 'others', columns, required: true }],
    });
    const made = await rowsOf(seed, 30, new Map([['others', { entity: other, rows }]]));
    const wanted = rows.map(({ of, code, kind }) => ({ of, otherCode: code, otherKind: kind }));
    for (const row of made) expect(wanted).toContainEqual(row);
  });

  it('makes no row that would point at nothing', async () => {
    const columns = [{ own: 'otherId', other: 'id' }];
    const others = new Map([['others', { entity: entity({}), rows: [{ id: null }] }]]);
    expect(
      await rowsOf(entity({ relations: [{ to: 'others', columns, required: true }] }), 3, others),
    ).toEqual([]);
    expect(
      await rowsOf(entity({ relations: [{ to: 'others', columns, required: false }] }), 1, others),
    ).toEqual([{}]);
  });

  it('says so where no value is known that a row must have, and else leaves it empty', async () => {
    await expect(rowsOf(entity({ fields: { place: needed(unknown()) } }), 1)).rejects.toThrow(
      'No value is known for place of thing',
    );
    const maker = new RowMaker(
      entity({ fields: { place: { make: unknown(), required: false, often: 10 } } }),
      newFaker(),
      new Map(),
    );
    expect(await maker.next()).toEqual({});
    expect([...maker.unknown]).toEqual(['place']);
  });
});

it('makes rows that point at others of their kind in three steps', () => {
  const relations = [{ to: 'things', columns: [], required: false }];
  expect(portions(entity({ relations }), 20)).toEqual([4, 8, 8]);
  expect(portions(entity({ relations }), 1)).toEqual([1, 0, 0]);
  expect(portions(entity({}), 20)).toEqual([20]);
});
