import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, 'old-form');

/**
 * The sample as it was generated when all files were the generator's: every path, and the text of those files that
 * tests edit. What the others held makes no difference to a build, as long as nobody has changed it.
 */
export async function oldForm(): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const path of (await readFile(join(FOLDER, 'paths.txt'), 'utf8')).trim().split('\n'))
    files.set(path, `as generated: ${path}\n`);
  for (const path of await readdir(FOLDER, { recursive: true })) {
    if (path.endsWith('.ts.txt'))
      files.set(path.replace(/\.txt$/, ''), await readFile(join(FOLDER, path), 'utf8'));
  }
  return files;
}
