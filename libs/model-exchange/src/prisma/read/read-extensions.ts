import { MODEL_LIMITS } from '@amplication/service-model';
import { cutName } from '../prisma-names';
import { datasourceOf, type Expression } from '../syntax/tree';
import type { Draft } from './draft';
import type { Reading } from './reading';
import { textOf } from './reading';

/** What of PostgreSQL comes with an extension: words that a type, an operator class or a default begins with. */
const NEEDED: readonly (readonly [RegExp, string])[] = [
  [/^citext\b/i, 'citext'],
  [/^hstore\b/i, 'hstore'],
  [/^(?:ltree|lquery|ltxtquery)\b/i, 'ltree'],
  [/^cube\b/i, 'cube'],
  [/^(?:vector|halfvec|sparsevec)\b/i, 'vector'],
  [/^(?:geometry|geography)\b/i, 'postgis'],
  [/^(?:gin|gist)_trgm_ops\b/i, 'pg_trgm'],
  [/^uuid_generate_v\d\w*\(/i, 'uuid-ossp'],
];

/**
 * The extensions that a database of this schema has: those that the schema names, and those without which PostgreSQL
 * would not know one of its types. Older schemas of Prisma name none.
 */
export function readExtensions(reading: Reading, entities: Draft['entities']): string[] {
  const words = entities.flatMap(({ fields, indexes }) => [
    ...fields.flatMap((field) => [
      ...(field.type === 'other' ? [field.typeName] : []),
      ...(field.default?.kind === 'expression' ? [field.default.sql] : []),
    ]),
    ...indexes.flatMap(({ parts }) => parts.flatMap(({ operatorClass }) => operatorClass ?? [])),
  ]);
  const needed = NEEDED.flatMap(([pattern, extension]) =>
    words.some((word) => pattern.test(word)) ? [extension] : [],
  );
  const all = [...new Set([...namedBy(reading), ...needed])].sort();
  for (const extension of all.slice(MODEL_LIMITS.extensions))
    reading.lose(START, 'extensions', `There are more than a model may have: ${extension} is left out.`);
  return all.slice(0, MODEL_LIMITS.extensions);
}

const START = { line: 1, column: 1 };

function namedBy(reading: Reading): string[] {
  const list = datasourceOf(reading.tree)?.get('extensions');
  return list?.kind === 'list' ? list.items.flatMap((item) => extensionOf(reading, item) ?? []) : [];
}

/** `citext`, or `uuid(map: "uuid-ossp", schema: "x", version: "1.1")`. */
function extensionOf(reading: Reading, item: Expression): string | null {
  if (item.kind === 'name') return cutName(item.name);
  if (item.kind !== 'call') return null;
  for (const { name } of item.args)
    if (name === 'schema' || name === 'version')
      reading.lose(item.at, 'extensions', `Which ${name} the extension ${item.name} has is not kept.`);
  return cutName(textOf(item, 'map') ?? item.name);
}
