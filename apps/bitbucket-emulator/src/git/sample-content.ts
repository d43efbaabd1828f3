import type { Repository } from '../state/model';
import type { FileChange } from './write-commit';

/** The files of a seeded repository: enough for a page to show something. */
export function sampleFiles(repository: Repository): Map<string, FileChange> {
  const files: Record<string, string> = {
    'README.md': `# ${repository.name}\n\n${repository.description || 'A repository.'}\n\n- written by hand\n- lives in the emulator\n`,
    '.gitignore': 'node_modules\ndist\n',
    'docs/decisions.md': '# Decisions\n\n1. Keep it simple.\n',
    'src/index.js': `export const name = '${repository.slug}';\n`,
  };
  return new Map(
    Object.entries(files).map(([path, text]) => [path, { mode: '100644', content: Buffer.from(text) }]),
  );
}
