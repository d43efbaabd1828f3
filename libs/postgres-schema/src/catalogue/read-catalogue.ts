import type { DatabaseSchema, Table } from '../database-schema';
import type { UnreadPart } from '../unread-part';
import type { Catalogue, CatalogueTable } from './catalogue-shape';
import { ForeignNames } from './foreign-names';
import { pastedCatalogue } from './pasted-catalogue';
import { readColumns, readSequences } from './read-columns';
import { readConstraints } from './read-constraints';
import { readIndexes } from './read-indexes';
import { reasonOf, Unread } from './reasons';

/**
 * Reads what `CATALOGUE_QUERY` answered with in somebody's database. What a schema cannot say is named.
 * @throws CatalogueError for any other text
 */
export function readCatalogue(text: string): { schema: DatabaseSchema; unread: UnreadPart[] } {
  const catalogue = pastedCatalogue(text);
  const unread = new Unread();
  const names = new ForeignNames(catalogue);
  const { extensions, enums, sequences, others } = catalogue;
  const schema: DatabaseSchema = {
    extensions: extensions.map(({ name }) => name),
    enums: enums.map((one) => ({ ...one, comment: one.comment ?? '' })),
    sequences: readSequences(sequences, unread),
    tables: readTables(catalogue, names, unread),
  };
  for (const { name, schema: from } of extensions)
    if (names.moved.includes(from))
      unread.add(
        null,
        `schema ${from} of extension ${name}`,
        'A new database has the extension in the schema public.',
      );
  for (const { kind, schema: from, name, table } of others) {
    const at = table === null ? null : `${from ?? ''}.${table}`;
    unread.add(at, `${kind} ${at !== null || from === null ? name : `${from}.${name}`}`, reasonOf(kind));
  }
  return { schema, unread: unread.parts };
}

function readTables({ tables }: Catalogue, names: ForeignNames, unread: Unread): Table[] {
  const known = new Set(tables.map(({ schema, name }) => JSON.stringify([schema, name])));
  const isTable = (schema: string, name: string) => known.has(JSON.stringify([schema, name]));
  return tables.map((table) => {
    sayWhatIsLeft(table, unread);
    return {
      schema: table.schema,
      name: table.name,
      comment: table.comment ?? '',
      columns: readColumns(table, names, unread),
      ...readConstraints(table, isTable, names, unread),
      indexes: readIndexes(table, names, unread),
    };
  });
}

function sayWhatIsLeft(table: CatalogueTable, unread: Unread): void {
  const { partitioned, inherits, unlogged, rowSecurity, options } = table;
  const at = `${table.schema}.${table.name}`;
  if (partitioned !== null)
    unread.add(
      at,
      `partitions of ${at}`,
      `A model knows no partitions (${partitioned}): it is read as one table.`,
    );
  if (inherits !== null)
    unread.add(
      at,
      `inheritance of ${at}`,
      `A model cannot say that it inherits from ${inherits.join(', ')}: it is read as a table of its own.`,
    );
  if (unlogged) unread.add(at, `storage of ${at}`, 'A model cannot say UNLOGGED.');
  if (options !== null)
    unread.add(at, `storage of ${at}`, `A model cannot say how it is stored: ${options.join(', ')}.`);
  if (rowSecurity) unread.add(at, `row security of ${at}`, 'A model says who may do what by its roles.');
}
