import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MergeOutcome } from '../../plan/conclude';
import type { ConflictStrategy } from '../../types';
import { blobId } from '../objects/blob-id';
import type { GitContext } from '../process/git-process';
import { commonLineEndings } from './line-endings';
import { mergeFile, writeInputs } from './merge-file';
import { mergeByWords } from './merge-words';

/** Larger texts are not merged: yours stay. */
export const MAX_MERGE_BYTES = 1024 * 1024;
const MAX_HUNK_CHARACTERS = 4_000;
const MARKER_SIZE = 40;

export interface MergeInput {
  /** Name for the files of this merge in the build's folder. */
  name: string;
  base: Buffer;
  yours: Buffer;
  generated: Buffer;
  /** `keep-whole`: what does not merge in every place is not merged in any. */
  strategy: ConflictStrategy | 'keep-whole';
}

/**
 * Three-way merge of a text by `git merge-file`. A first run decides whether there are conflicts; a second one
 * resolves them hunk by hunk, so that generated hunks that do not conflict still apply. Files that only differ in line
 * endings are brought to LF first, and the result gets the line endings of `yours`.
 */
export async function mergeText(context: GitContext, input: MergeInput): Promise<MergeOutcome> {
  const { base, yours, generated, strategy } = input;
  if ([base, yours, generated].some((bytes) => bytes.includes(0))) return { kind: 'kept', reason: 'binary' };
  const endings = commonLineEndings(base, yours, generated);
  const paths = await writeInputs(context, input.name, endings.texts);
  const label = randomBytes(8).toString('hex');
  const labels = ['yours', 'base', 'generated'].flatMap((side) => ['-L', `${label}-${side}`]);
  const decided = await mergeFile(context, [`--marker-size=${MARKER_SIZE}`, ...labels, ...paths]);
  if (decided.conflicts === 0)
    return store(context, input.name, endings.restore(decided.text), { kind: 'merged' });
  if (strategy === 'keep-whole') {
    const byWords = await mergeByWords(context, input.name, endings.texts);
    if (byWords === null) return { kind: 'kept', reason: 'your changes do not fit the new text' };
    return store(context, input.name, endings.restore(byWords), { kind: 'merged' });
  }

  const resolved = await mergeFile(context, [strategy === 'keep-yours' ? '--ours' : '--theirs', ...paths]);
  return store(context, input.name, endings.restore(resolved.text), {
    kind: 'conflict',
    hunk: generatedHunks(decided.text.toString('utf8'), label),
    decidedFor: strategy === 'keep-yours' ? 'yours' : 'generated',
  });
}

type Merged = { kind: 'merged' } | { kind: 'conflict'; hunk: string; decidedFor: 'yours' | 'generated' };

async function store(
  { directory }: GitContext,
  name: string,
  bytes: Buffer,
  merged: Merged,
): Promise<MergeOutcome> {
  const file = join(directory, 'merge', `${name}.result`);
  await writeFile(file, bytes);
  return { ...merged, file, blob: blobId(bytes) };
}

/** The generated side of each conflict. The markers carry a random label, so no text can imitate them. */
function generatedHunks(text: string, label: string): string {
  const hunks: string[] = [];
  const middle = '='.repeat(MARKER_SIZE);
  let current: string[] | null = null;
  let inConflict = false;
  for (const line of text.split('\n')) {
    if (line === `${'<'.repeat(MARKER_SIZE)} ${label}-yours`) inConflict = true;
    else if (inConflict && current === null && line === middle) current = [];
    else if (line === `${'>'.repeat(MARKER_SIZE)} ${label}-generated`) {
      hunks.push((current ?? []).join('\n'));
      current = null;
      inConflict = false;
    } else current?.push(line);
  }
  const all = hunks.join('\n…\n');
  return all.length <= MAX_HUNK_CHARACTERS ? all : `${all.slice(0, MAX_HUNK_CHARACTERS)}\n…`;
}
