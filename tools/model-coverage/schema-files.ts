import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A text with a schema, and where it was published. */
export interface SchemaFile {
  /** Below the folder, such as `prisma/a__b.prisma`. */
  name: string;
  format: 'prisma' | 'sql';
  text: string;
  address: string | null;
  /** Whence and in which version it was taken. */
  source: string | null;
  /** How many models were kept of it, of how many, before the reader was mended after it; null where nobody wrote it. */
  firstContact: { all: number; kept: number } | null;
}

/**
 * Every schema below a folder, in the order of their names; `sources.tsv` there tells where each comes from, and
 * `first-contact.tsv` what was kept of those that were new.
 */
export function schemaFiles(folder: string): SchemaFile[] {
  const sources = sourcesOf(join(folder, 'sources.tsv'));
  const first = firstContactsOf(join(folder, 'first-contact.tsv'));
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.(?:prisma|sql)$/.test(path))
    .sort()
    .map((name) => ({
      name,
      format: name.endsWith('.sql') ? 'sql' : 'prisma',
      text: readFileSync(join(folder, name), 'utf8'),
      address: sources.get(name)?.address ?? null,
      source: sources.get(name)?.source ?? null,
      firstContact: first.get(name) ?? null,
    }));
}

/** Lines of file, origin, path there, version and address, with tabs between them; the first is the heading. */
function sourcesOf(path: string): Map<string, { source: string; address: string }> {
  return new Map(
    rowsOf(path).map(([file = '', from = '', at = '', version = '', address = '']) => [
      file,
      { source: `${from} ${version}, \`${at}\``, address },
    ]),
  );
}

/** Lines of file, models kept, and all models. */
const firstContactsOf = (path: string): Map<string, { all: number; kept: number }> =>
  new Map(
    rowsOf(path).map(([file = '', kept = '', all = '']) => [file, { kept: Number(kept), all: Number(all) }]),
  );

/** The cells of a table; its first line is the heading. */
function rowsOf(path: string): string[][] {
  if (!existsSync(path)) return [];
  const rows = readFileSync(path, 'utf8').trim().split('\n').slice(1);
  return rows.map((row) => row.split('\t'));
}
