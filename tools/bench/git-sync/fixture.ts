import { createHash } from 'node:crypto';
import type { BlobSource, GeneratedFile } from '@amplication/git-sync';
import { git } from './plain-git';

/** Text that compresses about as source code does: from a seed, so that each run is the same. */
function sourceText(seed: string, lines: number): string {
  const text = Array.from({ length: lines }, (_, line) => {
    const word = createHash('sha1').update(`${seed} ${line}`).digest('hex').slice(0, 14);
    return `  export const field_${word} = createField({ name: '${word}', required: ${line % 2 === 0} });`;
  });
  return `${text.join('\n')}\n`;
}

const LINES = 27;
const FILES_PER_COMMIT = 3;

/**
 * A repository of `files` files and `commits` commits on `main`, written straight into the server's folder. Its size is
 * 1.4 MB for the tip and 4.6 MB for all, about that of a service repository of a small team.
 */
export async function fillRepository(directory: string, files: number, commits: number): Promise<void> {
  const parts: string[] = [];
  const file = (index: number, version: number) => {
    const content = sourceText(`${index} ${version}`, LINES);
    return `M 100644 inline pkg-${index % 60}/src/file-${index}.ts\ndata ${content.length}\n${content}\n`;
  };
  const edits = (commits - 1) * FILES_PER_COMMIT;
  let edit = 0;
  for (let commit = 0; commit < commits; commit += 1) {
    const seconds = 1_600_000_000 + commit * 60;
    const message = `Commit ${commit}`;
    parts.push(
      `commit refs/heads/main\ncommitter Dev <dev@example.com> ${seconds} +0000\ndata ${message.length}\n${message}\n`,
    );
    if (commit === 0) {
      for (let index = 0; index < files; index += 1) parts.push(file(index, 0));
      continue;
    }
    for (const last = edit + FILES_PER_COMMIT; edit < last; edit += 1) {
      // The last version of a file depends on the file alone: any number of commits ends in the same tree.
      parts.push(file(edit % files, edits - edit <= files ? 1 : edit + 2));
    }
  }
  await git(directory, ['fast-import', '--quiet'], { input: parts.join('') });
}

/** The files of a generation, and where their contents are kept. */
export class Generations implements BlobSource {
  private readonly contents = new Map<string, Buffer>();

  read(blob: string): Promise<Buffer | null> {
    return Promise.resolve(this.contents.get(blob) ?? null);
  }

  keep(bytes: Buffer): Promise<void> {
    this.contents.set(blobId(bytes), bytes);
    return Promise.resolve();
  }

  /** `count` files, of which the first `changed` are in version `version` and all others in version 0. */
  make(count: number, changed = 0, version = 0): Map<string, GeneratedFile> {
    const files = new Map<string, GeneratedFile>();
    for (let index = 0; index < count; index += 1) {
      const bytes = Buffer.from(sourceText(`generated ${index}`, 30));
      const whole = index < changed ? Buffer.concat([bytes, Buffer.from(`// version ${version}\n`)]) : bytes;
      const blob = blobId(whole);
      this.contents.set(blob, whole);
      files.set(`src/module-${index % 20}/file-${index}.ts`, { mode: '100644', blob });
    }
    return files;
  }
}

function blobId(bytes: Buffer): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
