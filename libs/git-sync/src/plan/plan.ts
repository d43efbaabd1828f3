import { DomainError } from '@amplication/contracts';
import type { GeneratedFile } from '../types';
import type { IgnoreRules } from './ignore-rules';
import { type ManifestEntry, type ManifestFiles, MANIFEST_PATH } from './manifest';
import { decide, type Decision } from './merge-table';
import { knownPlace } from './moved-files';
import { codeSpan } from './report/markdown';
import { decideForTeam } from './team-table';
import { placeBeside, withTextsBeside } from './text-beside';
import { caseClashes } from './tree/case-clashes';
import { assertSafePath, byPath, foldersAbove, inRoot } from './tree/paths';
import { asFile, sameFile, type Tree } from './tree/tree';
import { clashFinder } from './tree/type-clash';

export interface PlanInput {
  root: string;
  /** What the start tree holds as generated; empty without a usable manifest and without records. */
  previous: ManifestFiles;
  tip: Tree;
  next: ReadonlyMap<string, GeneratedFile>;
  ignored: IgnoreRules;
  /** Moves found for the first time: path -> path in the repository. */
  moves: ReadonlyMap<string, string>;
  /** Paths whose files have followed a rename of the model. */
  renamed: ReadonlySet<string>;
  /** Paths whose files could not follow -> the paths that are taken. */
  stuck: ReadonlyMap<string, string>;
}

/** What is to happen to one generated file. */
export interface PlannedFile {
  /** Relative to the root directory. */
  path: string;
  /** Path in the repository: where the file is, if the user moved it. */
  place: string;
  decision: Decision;
  moved: 'now' | 'earlier' | null;
  notes: string[];
  /** Where the new text goes if it does not merge into a file that stays whole. */
  beside: string | null;
}

export interface Plan {
  files: PlannedFile[];
  /** The manifest of the new tree. */
  manifest: ManifestFiles;
}

/**
 * Plans what a build does to each file, by the merge table and the rules around it. Pure: the same inputs give the
 * same plan, whatever the order of their paths.
 */
export function planFiles(asked: PlanInput): Plan {
  const input = { ...asked, next: withTextsBeside(asked.previous, asked.next) };
  const paths = [...new Set([...input.previous.keys(), ...input.next.keys()])].sort(byPath);
  const places = placesOf(input, paths);
  const planned = paths.map((path): PlannedFile => {
    const { place, moved } = places.get(path) ?? { place: inRoot(input.root, path), moved: null };
    const decision = decideFor(input, path, place);
    const isWhole = decision.action === 'merge' && decision.whole === true;
    const beside = isWhole ? placeBeside(input, path) : null;
    return { path, place, decision, moved, notes: [], beside };
  });
  keepClear(input, planned);
  noteCaseClashes(input.tip, planned);
  return { files: planned, manifest: nextManifest(input, planned) };
}

function decideFor(input: PlanInput, path: string, place: string): Decision {
  if (input.ignored(path)) return { action: 'leave', status: 'ignored' };
  const previous = input.previous.get(path);
  const next = input.next.get(path);
  const tip = asFile(input.tip.get(place));
  const taken = input.stuck.get(path);
  if (taken !== undefined && previous !== undefined && tip !== undefined && !sameFile(previous, tip)) {
    const note = `its new place, ${codeSpan(inRoot(input.root, taken))}, is taken`;
    return { action: 'leave', status: 'not-placed', note };
  }
  const isTeams = previous?.once === true || next?.once === true;
  if (!isTeams) return decide(previous, tip, next);
  return decideForTeam(previous, tip, next, input.renamed.has(path));
}

interface Place {
  place: string;
  moved: PlannedFile['moved'];
}

/** Where each file stands. A place that a generated path takes, or that two files claim, counts for none of them. */
function placesOf(input: PlanInput, paths: readonly string[]): Map<string, Place> {
  const taken = new Set([...input.next.keys()].map((path) => inRoot(input.root, path)));
  const places = new Map<string, Place>();
  for (const path of paths) {
    const entry = input.previous.get(path);
    const known = entry === undefined ? null : knownPlace(input.root, path, entry, input.tip);
    const place = known ?? input.moves.get(path);
    if (place === undefined || taken.has(place)) continue;
    taken.add(place);
    places.set(path, { place, moved: known === null ? 'now' : 'earlier' });
  }
  return places;
}

/** Leaves every file alone whose place is taken by a folder, a symlink, a submodule, or lies below such a thing. */
function keepClear(input: PlanInput, planned: PlannedFile[]): void {
  const deleted = new Set(
    planned.filter(({ decision }) => decision.action === 'delete').map(({ place }) => place),
  );
  const wanted = planned.filter(
    ({ path, place, decision }) =>
      input.next.has(path) && !isQuiet(decision) && asFile(input.tip.get(place)) === undefined,
  );
  const clashes = clashFinder(input.tip, new Set(wanted.map(({ place }) => place)), deleted);
  for (const file of wanted) {
    const obstacle = clashes.at(file.place);
    if (obstacle !== null) {
      file.decision = { action: 'leave', status: 'conflict', note: `${obstacle} is in the way` };
    }
  }
}

function noteCaseClashes(tip: Tree, planned: PlannedFile[]): void {
  const added = planned.filter(({ decision }) => decision.action === 'write' && decision.status === 'added');
  const clashes = caseClashes(
    tip,
    added.map(({ place }) => place),
  );
  for (const file of added) {
    const other = clashes.get(file.place);
    if (other !== undefined) file.notes.push(`differs only in case from ${codeSpan(other)}`);
  }
}

/**
 * `next` for each path; the previous entry for what is ignored and for what is the team's already; nothing for what is
 * no longer generated.
 */
function nextManifest(input: PlanInput, planned: readonly PlannedFile[]): ManifestFiles {
  const files = new Map<string, ManifestEntry>();
  for (const { path, place, decision, moved } of planned) {
    const previous = input.previous.get(path);
    const next = input.next.get(path);
    if (isIgnored(decision) || isNotDelivered(decision, next)) {
      if (previous !== undefined) files.set(path, previous);
    } else if (next !== undefined) {
      const isTheirs = previous?.once === true && !input.renamed.has(path);
      const generated: ManifestEntry = isTheirs ? asDelivered(previous, next) : next;
      const { movedTo: _, ...entry } = generated;
      files.set(path, moved === null ? entry : { ...entry, movedTo: place });
    }
  }
  return files;
}

/** What was delivered stays what was delivered, whatever would be generated now; what it is for may be new. */
function asDelivered(previous: ManifestEntry, next: GeneratedFile): ManifestEntry {
  return { ...previous, ...(next.key === undefined ? {} : { key: next.key }) };
}

/** Whether a file is still to be given to the team, once nothing is in its way any more. */
function isNotDelivered(decision: Decision, next: GeneratedFile | undefined): boolean {
  return next?.once === true && decision.action === 'leave' && decision.status === 'conflict';
}

function isIgnored(decision: Decision): boolean {
  return decision.action === 'leave' && decision.status === 'ignored';
}

function isQuiet(decision: Decision): boolean {
  return decision.action === 'leave' && (decision.status === 'ignored' || decision.status === 'unchanged');
}

/** Refuses a generation that cannot be written as it is: unsafe paths, a file below a file, the manifest's own path. */
export function assertWritable(root: string, next: ReadonlyMap<string, GeneratedFile>): void {
  if (root !== '') assertSafePath(root);
  for (const path of next.keys()) {
    assertSafePath(path);
    assertSafePath(inRoot(root, path));
    if (path.toLowerCase() === MANIFEST_PATH) refuse(path, 'it is kept for the record of the generation');
    for (const folder of foldersAbove(path)) {
      if (next.has(folder)) refuse(path, 'a file is generated in the place of a folder above it');
    }
  }
}

function refuse(path: string, reason: string): never {
  throw new DomainError('PATH_REFUSED', `The path ${JSON.stringify(path)} is refused: ${reason}.`, {
    params: { path },
  });
}
