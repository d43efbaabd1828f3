import { CatalogueError, readCatalogue } from '@amplication/postgres-schema';
import { type Loss, ModelSyntaxError, type ReadModel, listed } from '@amplication/model-text';
import { modelOf } from './model-of';

/** In what the query answers nothing has a line. */
const PLACE = { line: 1, column: 1 };

/**
 * Reads what a living database answered to `CATALOGUE_QUERY`, as it was pasted.
 * @throws ModelTextError when it is no such answer, or one of more than any model may have
 */
export async function readPostgres(text: string): Promise<ReadModel> {
  const losses: Loss[] = [];
  const lose = ({ table, ...part }: { table: string | null; subject: string; reason: string }) =>
    losses.push({ ...PLACE, entity: table, ...part });
  const { schema, unread } = catalogueOf(text);
  unread.forEach(lose);
  const model = modelOf(schema, lose);
  return { model, losses: listed(losses) };
}

function catalogueOf(text: string): ReturnType<typeof readCatalogue> {
  try {
    return readCatalogue(text);
  } catch (error) {
    if (!(error instanceof CatalogueError)) throw error;
    throw new ModelSyntaxError(null, error.message, { cause: error });
  }
}
