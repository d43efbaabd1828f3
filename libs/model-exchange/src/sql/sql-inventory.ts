import type { Inventory, TextPart } from '../inventory';
import { readDdl } from './read-ddl';

/**
 * What a text of SQL makes: tables, columns, foreign keys, and keys, uniques and indexes.
 * @throws ModelTextError when it is no such text
 */
export async function sqlInventory(text: string): Promise<Inventory> {
  const { schema } = await readDdl(text);
  return {
    entities: schema.tables.map((table) => `${table.schema}.${table.name}`),
    parts: schema.tables.flatMap((table) => {
      const part = (kind: TextPart['kind'], { name }: { name: string }): TextPart => ({
        kind,
        entity: `${table.schema}.${table.name}`,
        subject: `${table.name}.${name}`,
        place: null,
      });
      const keys = [...(table.primaryKey ? [table.primaryKey] : []), ...table.uniques, ...table.indexes];
      return [
        ...table.columns.map((column) => part('field', column)),
        ...table.foreignKeys.map((key) => part('relation', key)),
        ...keys.map((key) => part('key', key)),
      ];
    }),
  };
}
