import type { EntryStatus, ReportEntry, SyncReport } from '../types';
import type { ManifestEntry, ManifestFiles } from './manifest';
import type { Plan, PlannedFile } from './plan';
import { codeSpan } from './report/markdown';
import type { Change } from './tree/change';
import { byPath, inRoot } from './tree/paths';

/** How the three-way merge of one file ended. */
export type MergeOutcome =
  | { kind: 'merged'; file: string; blob: string }
  /** `file` holds the text with the conflicting hunks decided; `hunk` is the generated side of them. */
  | { kind: 'conflict'; file: string; blob: string; hunk: string; decidedFor: 'yours' | 'generated' }
  /** Cannot be merged as text, or not without taking something from a file that stays whole: yours stays. */
  | { kind: 'kept'; reason: string };

export interface Conclusion {
  changes: Change[];
  report: SyncReport;
  /** The manifest of the new tree. */
  manifest: ManifestFiles;
}

export interface ConcludeContext {
  root: string;
  /** New place -> old one, of what was moved before the plan. */
  origins?: ReadonlyMap<string, string> | undefined;
  /** Those of the new places that the plan knows nothing of, since nobody generated the files. */
  along?: ReadonlySet<string> | undefined;
}

const COUNTED: Record<EntryStatus, keyof SyncReport['counts']> = {
  added: 'added',
  updated: 'updated',
  merged: 'merged',
  'kept-yours': 'keptYours',
  conflict: 'conflicts',
  'not-placed': 'conflicts',
  deleted: 'deleted',
  'deleted-by-you': 'deletedByYou',
  ignored: 'ignored',
  moved: 'moved',
};

/** Joins the plan with the outcome of its merges (by place): the changes to make, and what to report about them. */
export function conclude(
  plan: Plan,
  merges: ReadonlyMap<string, MergeOutcome>,
  context: ConcludeContext,
): Conclusion {
  const changes: Change[] = [];
  const entries: ReportEntry[] = [];
  const counts = emptyCounts();
  const manifest = new Map(plan.manifest);
  for (const file of plan.files) {
    const { change, entry, text } = concludeFile(file, merges.get(file.place), context.root);
    if (change !== null) changes.push(change);
    if (text !== undefined) manifest.set(text.path, text.entry);
    const reported = withOrigin(file, entry, context);
    if (reported === null) counts.unchanged += 1;
    else {
      counts[COUNTED[reported.status]] += 1;
      entries.push(reported);
    }
  }
  for (const path of context.along ?? []) {
    counts.moved += 1;
    entries.push({
      path,
      status: 'moved',
      note: `moved from ${codeSpan(context.origins?.get(path) ?? path)}`,
    });
  }
  entries.sort((a, b) => byPath(a.path, b.path));
  return { changes: deletionsFirst(changes), report: { counts, entries, notes: [] }, manifest };
}

export function emptyCounts(): SyncReport['counts'] {
  return {
    added: 0,
    updated: 0,
    merged: 0,
    keptYours: 0,
    conflicts: 0,
    deleted: 0,
    deletedByYou: 0,
    ignored: 0,
    moved: 0,
    unchanged: 0,
  };
}

interface Concluded {
  change: Change | null;
  entry: Omit<ReportEntry, 'path'> | null;
  /** The new text of a file that stays whole, as a file of its own. */
  text?: { path: string; entry: ManifestEntry };
}

function concludeFile(file: PlannedFile, outcome: MergeOutcome | undefined, root: string): Concluded {
  const { place, decision } = file;
  switch (decision.action) {
    case 'leave':
      return {
        change: null,
        entry: decision.status === 'unchanged' ? null : { status: decision.status, note: decision.note },
      };
    case 'delete':
      return { change: { kind: 'delete', path: place }, entry: { status: 'deleted' } };
    case 'write': {
      const content = { from: 'generation', blob: decision.file.blob } as const;
      return {
        change: { kind: 'write', path: place, mode: decision.file.mode, content },
        entry: { status: decision.status },
      };
    }
    case 'merge': {
      if (outcome === undefined) throw new TypeError(`${place} was planned to be merged but was not`);
      if (outcome.kind === 'kept' && decision.whole === true)
        return keepWhole(file, decision.generated, outcome.reason, root);
      if (outcome.kind === 'kept')
        return { change: null, entry: { status: 'conflict', note: outcome.reason } };
      const { yours, mode } = decision;
      const content = { from: 'file', file: outcome.file, blob: outcome.blob } as const;
      const isYours = outcome.blob === yours.blob && mode === yours.mode;
      return {
        change: isYours ? null : { kind: 'write', path: place, mode, content },
        entry: mergeEntry(outcome, isYours),
      };
    }
  }
}

/** Puts the new text beside a file that stays as it is, under a name that no tool takes for code. */
function keepWhole({ path, beside }: PlannedFile, blob: string, reason: string, root: string): Concluded {
  if (beside === null) {
    const note = `${reason}; the new text is among the files of this build`;
    return { change: null, entry: { status: 'not-placed', note } };
  }
  const place = inRoot(root, beside);
  return {
    change: { kind: 'write', path: place, mode: '100644', content: { from: 'generation', blob } },
    entry: { status: 'not-placed', note: `${reason}; the new text is in ${codeSpan(place)}` },
    text: { path: beside, entry: { mode: '100644', blob, once: true, beside: path } },
  };
}

function mergeEntry(outcome: Exclude<MergeOutcome, { kind: 'kept' }>, isYours: boolean): Concluded['entry'] {
  if (outcome.kind === 'merged') return { status: isYours ? 'kept-yours' : 'merged' };
  const note =
    outcome.decidedFor === 'yours'
      ? 'your lines stay where both sides changed them'
      : 'the generated lines were taken where both sides changed them';
  return { status: 'conflict', note, hunk: outcome.hunk };
}

/** Adds to an entry where the file stands or came from; a move alone is an entry of its own. */
function withOrigin(
  file: PlannedFile,
  entry: Concluded['entry'],
  context: ConcludeContext,
): ReportEntry | null {
  const usual = inRoot(context.root, file.path);
  const origin = context.origins?.get(file.place) ?? (file.moved === null ? undefined : usual);
  const isNews = file.moved === 'now' || context.origins?.has(file.place) === true;
  const notes = [...file.notes, entry?.note].filter((note) => note !== undefined);
  if (origin !== undefined) notes.unshift(`moved from ${codeSpan(origin)}`);
  const note = notes.length === 0 ? {} : { note: notes.join('; ') };
  const hunk = entry?.hunk === undefined ? {} : { hunk: entry.hunk };
  if (entry === null) return isNews ? { path: file.place, status: 'moved', ...note } : null;
  return { path: file.place, status: entry.status, ...note, ...hunk };
}

/** A file may take the place of a folder whose files go in the same build, and the other way round. */
function deletionsFirst(changes: readonly Change[]): Change[] {
  const isDeletion = (change: Change) => change.kind === 'delete';
  return [...changes.filter(isDeletion), ...changes.filter((change) => !isDeletion(change))];
}
