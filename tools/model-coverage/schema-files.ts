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
}

/** Every schema below a folder, in the order of their names; `sources.tsv` there tells where each comes from. */
export function schemaFiles(folder: string): SchemaFile[] {
  const sources = sourcesOf(join(folder, 'sources.tsv'));
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
    }));
}

/** Lines of file, origin, path there, version and address, with tabs between them; the first is the heading. */
function sourcesOf(path: string): Map<string, { source: string; address: string }> {
  if (!existsSync(path)) return new Map();
  const rows = readFileSync(path, 'utf8').trim().split('\n').slice(1);
  return new Map(
    rows.map((row) => {
      const [file = '', from = '', at = '', version = '', address = ''] = row.split('\t');
      return [file, { source: `${from} ${version}, \`${at}\``, address }];
    }),
  );
}
