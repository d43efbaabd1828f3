import type { FileMode, GeneratedFile } from '../types';
import { sameFile } from './tree/tree';

/** What is to happen to one file. */
export type Decision =
  | {
      action: 'leave';
      status: 'unchanged' | 'kept-yours' | 'deleted-by-you' | 'conflict' | 'not-placed' | 'ignored';
      note?: string;
    }
  | { action: 'write'; status: 'added' | 'updated' | 'merged'; file: GeneratedFile }
  | { action: 'delete' }
  /**
   * Both sides changed the content: a three-way merge decides, and the result gets `mode`. With `whole`, yours stays as
   * it is unless all of it merges.
   */
  | {
      action: 'merge';
      base: string;
      yours: GeneratedFile;
      generated: string;
      mode: FileMode;
      whole?: true;
    };

/**
 * The merge table of one path of the generator's: `previous` as last generated, `tip` as the branch holds it, `next` as
 * generated now. A symlink, submodule or folder in the way is no business of this function.
 */
export function decide(
  previous: GeneratedFile | undefined,
  tip: GeneratedFile | undefined,
  next: GeneratedFile | undefined,
): Decision {
  if (tip === undefined) {
    if (previous === undefined && next !== undefined) return { action: 'write', status: 'added', file: next };
    return { action: 'leave', status: previous === undefined ? 'unchanged' : 'deleted-by-you' };
  }
  if (next === undefined) {
    if (previous === undefined) return { action: 'leave', status: 'unchanged' };
    if (sameFile(previous, tip)) return { action: 'delete' };
    return { action: 'leave', status: 'kept-yours', note: 'no longer generated' };
  }
  if (sameFile(tip, next)) return { action: 'leave', status: 'unchanged' };
  if (previous === undefined) return { action: 'leave', status: 'conflict', note: 'both added' };
  if (sameFile(previous, tip)) return { action: 'write', status: 'updated', file: next };
  if (sameFile(previous, next)) return { action: 'leave', status: 'kept-yours' };
  return decideBothChanged(previous, tip, next);
}

/** Mode and content are merged each for itself; there are only two modes, so modes never conflict. */
function decideBothChanged(previous: GeneratedFile, tip: GeneratedFile, next: GeneratedFile): Decision {
  const mode = tip.mode === previous.mode ? next.mode : tip.mode;
  if (tip.blob === previous.blob)
    return { action: 'write', status: 'merged', file: { mode, blob: next.blob } };
  if (mode === tip.mode && (tip.blob === next.blob || next.blob === previous.blob)) {
    return { action: 'leave', status: 'kept-yours', note: 'file mode' };
  }
  return { action: 'merge', base: previous.blob, yours: tip, generated: next.blob, mode };
}
