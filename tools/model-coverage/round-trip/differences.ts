import type { DatabaseSchema, Table } from '@amplication/postgres-schema';
import { plainDefault } from './plain-default';

/** What differs between two databases: by table, each in a sentence. */
export interface Differences {
  /** Names of tables, `schema.name`, that differ or are in one of them only. */
  tables: Map<string, string[]>;
  /** What is of no table. */
  others: string[];
}

/** Compares what two databases hold. The order in which a catalogue lists things means nothing, but that of columns. */
export function differencesOf(before: DatabaseSchema, after: DatabaseSchema): Differences {
  const tables = new Map<string, string[]>();
  const [first, second] = [byName(before.tables), byName(after.tables)];
  for (const name of new Set([...first.keys(), ...second.keys()])) {
    const [one, other] = [first.get(name), second.get(name)];
    const found = !one ? ['is made besides'] : !other ? ['is not made'] : differencesOfTables(one, other);
    if (found.length > 0) tables.set(name, found);
  }
  return {
    tables,
    others: [
      ...listDifferences('enum', before.enums.map(named), after.enums.map(named)),
      ...listDifferences('sequence', before.sequences.map(named), after.sequences.map(named)),
    ],
  };
}

const byName = (tables: readonly Table[]) =>
  new Map(tables.map((table) => [`${table.schema}.${table.name}`, table] as const));

const named = (thing: { schema: string; name: string }) => ({
  ...thing,
  name: `${thing.schema}.${thing.name}`,
});

function differencesOfTables(before: Table, after: Table): string[] {
  const columns = ({ columns: all }: Table) => all.map(({ name }) => name).join(', ');
  const plain = ({ columns: all }: Table) =>
    all.map((column) => ({ ...column, default: plainDefault(column.default) }));
  return [
    ...(columns(before) === columns(after) ? [] : ['its columns stand in another order']),
    ...(before.comment === after.comment ? [] : ['its comment differs']),
    ...listDifferences('column', plain(before), plain(after)),
    ...listDifferences('primary key', asList(before.primaryKey), asList(after.primaryKey)),
    ...listDifferences('unique', before.uniques, after.uniques),
    ...listDifferences('check', before.checks, after.checks),
    ...listDifferences('foreign key', before.foreignKeys, after.foreignKeys),
    ...listDifferences('index', before.indexes, after.indexes),
  ];
}

const asList = <T>(one: T | null): T[] => (one === null ? [] : [one]);

function listDifferences(
  what: string,
  before: readonly { name: string }[],
  after: readonly { name: string }[],
): string[] {
  const [first, second] = [before, after].map(
    (all) => new Map(all.map((one) => [one.name, JSON.stringify(one)])),
  );
  const names = new Set([...(first?.keys() ?? []), ...(second?.keys() ?? [])]);
  return [...names].flatMap((name) => {
    const [one, other] = [first?.get(name), second?.get(name)];
    if (one === other) return [];
    return [`${what} ${name}: ${one ?? 'none'} became ${other ?? 'none'}`];
  });
}
