import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { DomainError } from '@amplication/contracts';
import { MAX_MERGE_BYTES, mergeText } from '../git/merge/merge-text';
import type { MergeOutcome } from '../plan/conclude';
import type { Decision } from '../plan/merge-table';
import type { PlannedFile } from '../plan/plan';
import type { Build } from './build';
import type { StoredBlobs } from './stored-blobs';

type Merge = Extract<Decision, { action: 'merge' }>;

/** The planned files that need a three-way merge, with what it needs. */
export function mergesOf(files: readonly PlannedFile[]): { place: string; merge: Merge }[] {
  return files.flatMap(({ place, decision }) =>
    decision.action === 'merge' ? [{ place, merge: decision }] : [],
  );
}

/** Merges each planned file whose content both sides changed, a few at a time. The result is keyed by place. */
export async function mergeFiles(
  build: Build,
  stored: StoredBlobs,
  files: readonly PlannedFile[],
): Promise<Map<string, MergeOutcome>> {
  const outcomes = new Map<string, MergeOutcome>();
  const queue = mergesOf(files).entries();
  const worker = async () => {
    // The workers share one iterator: each takes the next merge that is left.
    for (const [index, { place, merge }] of queue) {
      outcomes.set(place, await mergeFile(build, stored, merge, String(index)));
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return outcomes;
}

async function mergeFile(
  build: Build,
  stored: StoredBlobs,
  { base, yours, generated, whole }: Merge,
  name: string,
): Promise<MergeOutcome> {
  const mine = await stored.read(yours.blob, MAX_MERGE_BYTES);
  if ('tooLarge' in mine) return { kind: 'kept', reason: 'too large to be merged' };
  if ('missing' in mine) throw new DomainError('GIT_FAILED', 'A file of the branch cannot be read.');
  // Only the file mode is to be merged.
  if (base === generated || yours.blob === generated) {
    const file = join(build.context.directory, 'merge', `${name}.result`);
    await writeFile(file, mine.bytes);
    return { kind: 'merged', file, blob: yours.blob };
  }
  const theirs = await stored.read(generated, MAX_MERGE_BYTES);
  if ('missing' in theirs) throw new DomainError('ARTIFACT_MISSING', { params: { blob: generated } });
  const origin = await stored.read(base, MAX_MERGE_BYTES);
  if ('missing' in origin)
    return { kind: 'kept', reason: 'the version that yours is based on is not stored any more' };
  if ('tooLarge' in theirs || 'tooLarge' in origin) return { kind: 'kept', reason: 'too large to be merged' };
  const strategy = whole === true ? 'keep-whole' : build.request.strategy;
  return mergeText(build.context, {
    name,
    base: origin.bytes,
    yours: mine.bytes,
    generated: theirs.bytes,
    strategy,
  });
}
