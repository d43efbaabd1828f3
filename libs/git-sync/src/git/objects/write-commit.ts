import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { DomainError } from '@amplication/contracts';
import type { Change, Content } from '../../plan/tree/change';
import type { BlobSource } from '../../types';
import { type GitContext, GitProcess } from '../process/git-process';

export interface CommitRequest {
  /** The first is the tip that the commit is made for; none for the first commit of a repository. */
  parents: readonly string[];
  /** Start from this tree and not from the first parent's. */
  tree?: string;
  changes: readonly Change[];
  message: string;
  author: { name: string; email: string };
  date: Date;
}

/**
 * Writes a commit with one `git fast-import` of only what changes, and gives its id. The id depends on nothing but the
 * request: author, committer and both dates come from it. Paths must be safe already: fast-import accepts anything.
 */
export async function writeCommit(
  context: GitContext,
  blobs: BlobSource,
  request: CommitRequest,
): Promise<string> {
  const process = new GitProcess(context, ['fast-import', '--quiet', '--done', '--date-format=raw']);
  const output: Buffer[] = [];
  process.child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  const ended = process.finished.then(({ exitCode, stderr }) => {
    if (exitCode === 0) return;
    throw new DomainError('GIT_FAILED', {
      params: { command: 'fast-import' },
      cause: new Error(stderr),
    });
  });
  ended.catch(() => undefined);
  try {
    const input = new Feed(process.child.stdin, ended);
    await input.text(header(request));
    for (const change of request.changes) await writeChange(input, blobs, change);
    await input.text('\nget-mark :1\ndone\n');
    process.child.stdin.end();
    await ended;
  } catch (error) {
    process.kill();
    throw error;
  }
  return Buffer.concat(output).toString('latin1').trim();
}

/** Writes with respect for the pipe's pace; gives up when the process has ended. */
class Feed {
  constructor(
    private readonly stream: Writable,
    private readonly ended: Promise<void>,
  ) {}

  async text(text: string | Buffer): Promise<void> {
    if (this.stream.write(text)) return;
    await Promise.race([once(this.stream, 'drain'), this.ended]);
  }
}

function header({ parents, tree, message, author, date }: CommitRequest): string {
  const who = `${cleanName(author.name)} <${cleanName(author.email)}> ${Math.floor(date.getTime() / 1000)} +0000`;
  const [first, ...others] = parents;
  return [
    // A ref of its own for each commit: fast-import refuses to move one to something that does not contain it.
    `commit refs/amplication/${randomUUID()}`,
    'mark :1',
    `author ${who}`,
    `committer ${who}`,
    `data ${Buffer.byteLength(message)}`,
    message,
    ...(first === undefined ? [] : [`from ${first}`]),
    ...others.map((parent) => `merge ${parent}`),
    ...(tree === undefined ? [] : [`M 040000 ${tree} `]),
    '',
  ].join('\n');
}

/** What git itself takes out of names (ident.c, `crud`): they would end the field. */
function cleanName(name: string): string {
  return name.replace(/[<>\r\n\0]/g, '').trim();
}

async function writeChange(input: Feed, blobs: BlobSource, change: Change): Promise<void> {
  switch (change.kind) {
    case 'rename':
      return input.text(`R ${quote(change.from)} ${quote(change.to)}\n`);
    case 'delete':
      return input.text(`D ${quote(change.path)}\n`);
    case 'write':
      await input.text(`M ${change.mode} inline ${quote(change.path)}\n`);
      return writeContent(input, blobs, change.content);
  }
}

async function writeContent(input: Feed, blobs: BlobSource, content: Content): Promise<void> {
  if (content.from === 'file') {
    await input.text(`data ${(await stat(content.file)).size}\n`);
    const chunks: AsyncIterable<Buffer> = createReadStream(content.file);
    for await (const chunk of chunks) await input.text(chunk);
  } else {
    const bytes = content.from === 'bytes' ? content.bytes : await readGenerated(blobs, content.blob);
    await input.text(`data ${bytes.length}\n`);
    await input.text(bytes);
  }
  await input.text('\n');
}

async function readGenerated(blobs: BlobSource, blob: string): Promise<Buffer> {
  const bytes = await blobs.read(blob);
  if (bytes === null) throw new DomainError('ARTIFACT_MISSING', { params: { blob } });
  return bytes;
}

/** A path as fast-import reads it between double quotes. */
function quote(path: string): string {
  return `"${path.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n')}"`;
}
