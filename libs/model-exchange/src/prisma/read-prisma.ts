import { MODEL_LIMITS } from '@amplication/service-model';
import { MODEL_TEXT_BYTES, type ReadModel } from '@amplication/model-text';
import { settle } from '../settle/settle';
import { PrismaProviderError, PrismaTooLargeError } from './errors';
import type { Draft } from './read/draft';
import { readEntity } from './read/read-entity';
import { readEnum } from './read/read-enum';
import { readExtensions } from './read-extensions';
import { Reading } from './read/reading';
import { parsePrisma } from './syntax/parse-prisma';
import { datasourceOf, type SchemaTree } from './syntax/tree';
import { validatePrisma } from './syntax/validate-prisma';

/** What a model is called that comes from a schema of Prisma, which has no name. */
export const PRISMA_MODEL_NAME = 'Prisma schema';

/**
 * Reads a schema of Prisma for PostgreSQL as a model that means the same database: whatever Prisma would call a table,
 * a key or an index is called so in the model. A schema without a datasource is taken for one of PostgreSQL.
 * @throws PrismaSyntaxError where it is no schema, or one that Prisma refuses
 * @throws PrismaProviderError for other databases
 * @throws PrismaTooLargeError for more than 10 MB, or more than any model may have
 */
export async function readPrisma(text: string): Promise<ReadModel> {
  const bytes = Buffer.byteLength(text);
  if (bytes > MODEL_TEXT_BYTES)
    throw new PrismaTooLargeError(`at most ${MODEL_TEXT_BYTES} bytes`, String(bytes));
  const source = text.replace(/\r\n?/g, '\n');
  const tree = parsePrisma(source);
  checkProvider(tree);
  await validatePrisma(source, tree);
  const reading = new Reading(tree);
  checkSize(reading);
  loseSettings(reading, tree);
  const enums = [...reading.enums.values()].map((block) => readEnum(reading, block));
  const entities = [...reading.models.values()].map((block) => readEntity(reading, block));
  const extensions = readExtensions(reading, entities);
  const draft: Draft = { version: 2, name: PRISMA_MODEL_NAME, extensions, enums, entities };
  const model = settle(draft, (_owner, part, reason) => {
    const { at, subject } = reading.originOf(part);
    reading.lose(at, subject, reason);
  });
  if (!model) throw new Error('A draft of a schema cannot become a model, whatever is left out.');
  const losses = reading.losses.sort((a, b) => a.line - b.line || a.column - b.column);
  return { model, losses };
}

const PROVIDERS = ['postgresql', 'postgres', 'cockroachdb'];

function checkProvider(tree: SchemaTree): void {
  const provider = datasourceOf(tree)?.get('provider');
  if (!provider) return;
  const name = provider.kind === 'text' ? provider.value : 'none that is written as a text';
  if (!PROVIDERS.includes(name)) throw new PrismaProviderError(provider.at, name);
}

function checkSize({ models, enums }: Reading): void {
  if (models.size > MODEL_LIMITS.entities)
    throw new PrismaTooLargeError(`at most ${MODEL_LIMITS.entities} models`, String(models.size));
  if (enums.size > MODEL_LIMITS.enums)
    throw new PrismaTooLargeError(`at most ${MODEL_LIMITS.enums} enums`, String(enums.size));
}

/** What is said of the whole, and has no place in a model. */
function loseSettings(reading: Reading, tree: SchemaTree): void {
  for (const { keyword, name, at } of tree.blocks)
    if (keyword === 'view') reading.lose(at, name, 'The model has no views.');
  const [first] = tree.comments;
  if (first)
    reading.lose(
      first,
      'comments',
      `${tree.comments.length === 1 ? 'A comment is' : `${tree.comments.length} comments are`} not kept: only \`///\` before a model, an enum or a field is.`,
    );
}
