import type { GeneratedFile } from '../types';
import { decide, type Decision } from './merge-table';
import { sameFile } from './tree/tree';

/**
 * The merge table of one path that is the team's, before this build or from it on. Once delivered, a file of theirs is
 * written by no build again. There are two exceptions, in which the code around it changes under its feet: the file was
 * the generator's so far, or its place is a new one since the model was renamed (`isRenamed`). Then it takes what is
 * generated now, if that takes nothing from it; else it stays whole.
 */
export function decideForTeam(
  previous: GeneratedFile | undefined,
  tip: GeneratedFile | undefined,
  next: GeneratedFile | undefined,
  isRenamed: boolean,
): Decision {
  if (previous === undefined) return decideFirst(tip, next);
  if (previous.once === true) {
    // What they do with a file of theirs, deleting it included, is no news for them.
    if (tip === undefined) return { action: 'leave', status: 'unchanged' };
    if (next !== undefined && !isRenamed) return decideDelivered(tip, next);
  }
  const decision = decide(previous, tip, next);
  return decision.action === 'merge' ? { ...decision, whole: true } : decision;
}

function decideFirst(tip: GeneratedFile | undefined, next: GeneratedFile | undefined): Decision {
  const decision = decide(undefined, tip, next);
  if (decision.action !== 'leave' || decision.status !== 'conflict') return decision;
  return { action: 'leave', status: 'kept-yours', note: 'it was there before, and nothing was put into it' };
}

/** A generator that takes a path back does not get it. */
function decideDelivered(tip: GeneratedFile, next: GeneratedFile): Decision {
  if (next.once === true || sameFile(tip, next)) return { action: 'leave', status: 'unchanged' };
  return { action: 'leave', status: 'kept-yours', note: 'it was given to you by an earlier build' };
}
