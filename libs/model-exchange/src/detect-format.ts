import { withoutMark } from '@amplication/model-text';
import { own } from '@amplication/foundation';

export const MODEL_FORMATS = ['prisma', 'sql', 'postgres', 'json', 'yaml'] as const;
/** What a model may be read from; `postgres` is the answer of the catalogue query. */
export type ModelFormat = (typeof MODEL_FORMATS)[number];

const BY_ENDING: Readonly<Record<string, ModelFormat>> = {
  prisma: 'prisma',
  sql: 'sql',
  ddl: 'sql',
  yaml: 'yaml',
  yml: 'yaml',
};

/** How much of a text is looked at; what a text is shows in its first lines. */
const LOOKED_AT = 20_000;

/** Finds out what a text is, by the name of its file or by how it begins; null where it looks like nothing known. */
export function detectFormat(text: string, fileName?: string): ModelFormat | null {
  const ending = /\.([a-z]+)$/i.exec(fileName ?? '')?.[1]?.toLowerCase() ?? '';
  const named = own(BY_ENDING, ending);
  if (named !== undefined) return named;
  // A client centres the heading of a column over what may be a very long line.
  const plain = withoutMark(text).trimStart();
  return byContent(plain.slice(0, LOOKED_AT), CATALOGUE.test(plain));
}

/** What every answer of the catalogue query says, as a client may quote it; it may stand behind all of its tables. */
const CATALOGUE = /["\\]catalogue["\\]/;

function byContent(start: string, isCatalogue: boolean): ModelFormat | null {
  if (isCatalogue && /^(?:[[{"]|catalogue\b)/.test(start)) return 'postgres';
  if (start.startsWith('{')) return 'json';
  for (const line of start.split('\n')) {
    const found = byLine(line.trim());
    if (found !== null) return found;
  }
  return null;
}

/** What the first line is that says anything: comments and blank lines may belong to any format. */
function byLine(line: string): ModelFormat | null {
  if (/^(?:datasource|generator|model|enum|type|view)\s+\w+\s*\{/.test(line)) return 'prisma';
  if (/^(?:service|entity|version|["']?(?:service|entity)["']?)\s*:/.test(line) || line === '---')
    return 'yaml';
  if (/^(?:create|alter|set|select|begin|drop|comment\s+on|insert|grant|revoke|start|do|\\\w)\b/i.test(line))
    return 'sql';
  return null;
}
