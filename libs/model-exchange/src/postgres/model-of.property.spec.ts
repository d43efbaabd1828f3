import { jest } from '@jest/globals';
import { type DatabaseSchema, schemaOf, type Table } from '@amplication/postgres-schema';
import { randomModel } from '@amplication/service-model/testing';
import { proofRuns } from '@amplication/testing';
import fc from 'fast-check';
import { readDdl } from '../sql/read-ddl';
import { plainForm } from './fields/plain-form';
import { modelOf } from './model-of';
import type { LostPart } from './reading/reading';
import { writeModelSql } from './write-model-sql';

const byName = (one: { name: string }, other: { name: string }) => (one.name < other.name ? -1 : 1);

/** A schema in an order of its own: what stands first in a database depends on how it came to be. */
function ordered({ extensions, enums, sequences, tables }: DatabaseSchema): DatabaseSchema {
  const inOrder = (table: Table): Table => ({
    ...table,
    uniques: table.uniques.toSorted(byName),
    checks: table.checks.toSorted(byName),
    foreignKeys: table.foreignKeys.toSorted(byName),
    indexes: table.indexes.toSorted(byName),
  });
  return {
    extensions: extensions.toSorted(),
    enums: enums.toSorted(byName),
    sequences: sequences.toSorted(byName),
    tables: tables.map(inOrder).toSorted(byName),
  };
}

/** Expressions in the form in which PostgreSQL's own casts and brackets make no difference. */
function plain(schema: DatabaseSchema): DatabaseSchema {
  const form = <T extends string | null>(sql: T) =>
    sql === null
      ? null
      : plainForm(sql)
          .filter((token) => token !== '(' && token !== ')')
          .join(' ')
          // As one writes it and as PostgreSQL keeps it.
          .replace(/= any array \[ ((?:'(?:[^']|'')*'|[^\]'])*) \]/g, 'in $1');
  return {
    ...schema,
    tables: schema.tables.map((table) => ({
      ...table,
      columns: table.columns.map((one) => ({
        ...one,
        default: form(one.default),
        generated: form(one.generated),
      })),
      checks: table.checks.map((one) => ({ ...one, expression: form(one.expression) ?? '' })),
      indexes: table.indexes.map((one) => ({
        ...one,
        where: form(one.where),
        parts: one.parts.map((part) => ({ ...part, expression: form(part.expression) })),
      })),
    })),
  };
}

const RUNS = { numRuns: proofRuns({ sample: 200, whole: 5_000 }), endOnFailure: true };

/** Each text has a thread of its own, which takes its time where many tests run at once. */
jest.setTimeout(30_000);

describe('a database of a model', () => {
  it('is the database of the model that is read from it, without a loss', () => {
    fc.assert(
      fc.property(randomModel(), (model) => {
        const schema = schemaOf(model);
        const lost: LostPart[] = [];
        const read = modelOf(schema, (part) => lost.push(part));
        expect(lost).toEqual([]);
        expect(ordered(schemaOf(read))).toEqual(ordered(schema));
      }),
      RUNS,
    );
  });

  // The whole proof starts a thread a thousand times.
  it('is what its SQL says, as it is read', async () => {
    await fc.assert(
      fc.asyncProperty(randomModel(), async (model) => {
        const { schema, losses } = await readDdl(writeModelSql(model));
        expect(losses).toEqual([]);
        expect(ordered(plain(schema))).toEqual(ordered(plain(schemaOf(model))));
      }),
      { numRuns: proofRuns({ sample: 10, whole: 1_000 }), endOnFailure: true },
    );
  }, 3_600_000);
});
