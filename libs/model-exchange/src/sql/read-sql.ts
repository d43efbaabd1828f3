import { type Loss, type ReadModel, listed } from '@amplication/model-text';
import { modelOf } from '../postgres/model-of';
import { readDdl } from './read-ddl';

/**
 * Reads SQL of PostgreSQL, as `pg_dump --schema-only` or a person writes it, as a model that means the same database.
 * Nothing is run.
 * @throws ModelTextError when it is no such text, or one of more than any model may have
 */
export async function readSql(text: string): Promise<ReadModel> {
  const { schema, losses, placeOf } = await readDdl(text);
  const all: Loss[] = [...losses];
  const model = modelOf(schema, ({ table, subject, reason }) => {
    const name = table?.slice(table.indexOf('.') + 1) ?? '';
    const part = subject.startsWith(`${name}.`) ? subject.slice(name.length + 1) : undefined;
    const place = table === null ? placeOf(`public.${subject}`) : placeOf(table, part);
    all.push({ ...place, entity: table, subject, reason });
  });
  all.sort((one, other) => one.line - other.line || one.column - other.column);
  return { model, losses: listed(all) };
}
