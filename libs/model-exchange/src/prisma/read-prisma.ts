import { DEFAULT_SCHEMA, parseServiceModel } from '@amplication/service-model';
import type { ReadModel } from '../read-model';
import { PRISMA_SCHEMA_BYTES, PrismaProviderError, PrismaTooLargeError } from './errors';
import type { Draft } from './read/draft';
import { readEntity } from './read/read-entity';
import { readEnum } from './read/read-enum';
import { Reading } from './read/reading';
import { settle } from './read/settle';
import { parsePrisma } from './syntax/parse-prisma';
import type { SchemaTree, Settings } from './syntax/tree';
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
  if (bytes > PRISMA_SCHEMA_BYTES)
    throw new PrismaTooLargeError(`at most ${PRISMA_SCHEMA_BYTES} bytes`, String(bytes));
  const source = text.replace(/\r\n?/g, '\n');
  const tree = parsePrisma(source);
  checkProvider(tree);
  await validatePrisma(source, tree);
  const reading = new Reading(tree);
  loseSettings(reading, tree);
  const draft: Draft = {
    version: 2,
    name: PRISMA_MODEL_NAME,
    enums: [...reading.enums.values()].map((block) => readEnum(reading, block)),
    entities: [...reading.models.values()].flatMap((block) => readEntity(reading, block) ?? []),
  };
  settle(reading, draft);
  const losses = reading.losses.sort((a, b) => a.line - b.line || a.column - b.column);
  return { model: parseServiceModel(draft), losses };
}

const PROVIDERS = ['postgresql', 'postgres', 'cockroachdb'];

const datasourceOf = ({ settings }: SchemaTree): Settings | undefined =>
  settings.find(({ keyword }) => keyword === 'datasource');

function checkProvider(tree: SchemaTree): void {
  const provider = datasourceOf(tree)?.values.get('provider');
  if (!provider) return;
  const name = provider.kind === 'text' ? provider.value : 'none that is written as a text';
  if (!PROVIDERS.includes(name)) throw new PrismaProviderError(provider.at, name);
}

/** What is said of the whole, and has no place in a model. */
function loseSettings(reading: Reading, tree: SchemaTree): void {
  const values = datasourceOf(tree)?.values;
  const mode = values?.get('relationMode') ?? values?.get('referentialIntegrity');
  if (mode?.kind === 'text' && mode.value === 'prisma')
    reading.lose(
      mode.at,
      'relationMode',
      'The relations have no foreign keys in the database, where Prisma keeps them itself: in the model they have.',
    );
  const url = values?.get('url');
  const schema = url?.kind === 'text' ? /[?&]schema=([^&]+)/.exec(url.value)?.[1] : undefined;
  if (url && schema !== undefined && schema !== DEFAULT_SCHEMA)
    reading.lose(
      url.at,
      'url',
      `The tables stand in the schema ${schema}, as the address says: in the model in ${DEFAULT_SCHEMA}.`,
    );
  const extensions = values?.get('extensions');
  if (extensions)
    reading.lose(extensions.at, 'extensions', 'The model does not name the extensions of the database.');
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
