import type { FileMarks } from '../types';
import { filesAlong } from './files-along';
import type { IgnoreRules } from './ignore-rules';
import type { ManifestEntry, ManifestFiles } from './manifest';
import type { Change } from './tree/change';
import { byPath, inRoot } from './tree/paths';
import { movedTree, renames } from './tree/renames';
import { asFile, sameFile, type Tree } from './tree/tree';
import { clashFinder } from './tree/type-clash';

export interface FollowedRenames {
  /** Deletions and renames that come before the plan's own changes. */
  changes: Change[];
  /** The tree as it is after them. */
  tip: Tree;
  /** The manifest's files, by their new paths. */
  files: ManifestFiles;
  /** New place in the repository -> old one. */
  origins: ReadonlyMap<string, string>;
  /** The new paths. */
  renamed: ReadonlySet<string>;
  /** New places of files that nobody generated, and that went with those beside them. */
  along: ReadonlySet<string>;
  /** Path that stays -> the path that it should have, which is taken. */
  stuck: ReadonlyMap<string, string>;
}

export interface RenameInput {
  root: string;
  previous: ManifestFiles;
  next: ReadonlyMap<string, FileMarks>;
  tip: Tree;
  ignored: IgnoreRules;
}

/**
 * Follows the files whose path has changed since the last generation, as those of a renamed entity: each is known by
 * its key, and goes to its new path with what people wrote in it and beside it. What stands there already, and is not
 * about to go itself, keeps its place.
 */
export function followRenames(input: RenameInput): FollowedRenames {
  const { root, previous, tip } = input;
  const wanted = wantedRenames(input);
  const stuck = new Map<string, string>();
  for (;;) {
    const blocked = [...wanted].filter(blockedBy(input, wanted));
    if (blocked.length === 0) break;
    // One that stays may be in the way of another.
    for (const [from, to] of blocked) {
      wanted.delete(from);
      stuck.set(from, to);
    }
  }
  // One that is as it was generated stays only until another comes in its place.
  for (const to of wanted.values()) stuck.delete(to);
  const along = filesAlong(input, wanted, stuck);
  const moves = new Map<string, string>();
  for (const [from, to] of [...wanted, ...along]) {
    const place = inRoot(root, from);
    if (asFile(tip.get(place)) !== undefined) moves.set(place, inRoot(root, to));
  }
  // What is as generated and goes: a file that comes in its place overwrites it.
  const filled = new Set([...moves.keys(), ...moves.values()]);
  const gone = [...wanted.values()]
    .map((to) => inRoot(root, to))
    .filter((place) => tip.has(place) && !filled.has(place));
  return {
    changes: [...gone.map((path) => ({ kind: 'delete' as const, path })), ...renames(moves)],
    tip: moves.size === 0 && gone.length === 0 ? tip : movedTree(tip, moves, gone),
    files: wanted.size === 0 ? previous : renamedFiles(previous, wanted),
    origins: new Map([...moves].map(([from, to]) => [to, from])),
    renamed: new Set(wanted.values()),
    along: new Set([...along.values()].map((to) => inRoot(root, to))),
    stuck,
  };
}

/** Old path -> new path, of each key that has one of each. */
function wantedRenames({ previous, next, ignored }: RenameInput): Map<string, string> {
  const wanted = new Map<string, string>();
  const before = pathsByKey(previous);
  for (const [key, to] of pathsByKey(next)) {
    const from = before.get(key);
    if (from === undefined || from === null || to === null || from === to) continue;
    if (!ignored(from) && !ignored(to)) wanted.set(from, to);
  }
  // The steps of a commit are the same whatever the order of what they come from.
  return new Map([...wanted].sort(([a], [b]) => byPath(a, b)));
}

/** A key that two files claim tells neither: null. */
function pathsByKey(files: ReadonlyMap<string, FileMarks>): Map<string, string | null> {
  const paths = new Map<string, string | null>();
  for (const [path, { key }] of files) {
    if (key !== undefined) paths.set(key, paths.has(key) ? null : path);
  }
  return paths;
}

/** Whether something that stays is where a file should go. A file there that is as generated and has no other place goes. */
function blockedBy(
  { root, previous, tip }: RenameInput,
  wanted: ReadonlyMap<string, string>,
): (rename: [from: string, to: string]) => boolean {
  if (wanted.size === 0) return () => false;
  const isLeaving = (path: string): boolean => {
    const entry = previous.get(path);
    const file = asFile(tip.get(inRoot(root, path)));
    if (entry === undefined || file === undefined) return false;
    return wanted.has(path) || sameFile(file, entry);
  };
  const leaving = new Set(
    [...wanted]
      .flat()
      .filter(isLeaving)
      .map((path) => inRoot(root, path)),
  );
  const clashes = clashFinder(tip, new Set([...wanted.values()].map((to) => inRoot(root, to))), leaving);
  return ([from, to]) => {
    const place = inRoot(root, to);
    const entry = previous.get(from);
    if (entry === undefined) return true;
    return (tip.has(place) && !leaving.has(place)) || clashes.at(place) !== null;
  };
}

function renamedFiles(previous: ManifestFiles, wanted: ReadonlyMap<string, string>): ManifestFiles {
  const files = new Map<string, ManifestEntry>();
  const targets = new Set(wanted.values());
  for (const [path, entry] of previous) {
    const to = wanted.get(path);
    if (to !== undefined) files.set(to, entry);
    else if (!targets.has(path)) files.set(path, withoutOldText(entry, wanted));
  }
  return files;
}

/** The new text that lies beside a file is about the form that the file had at its old path. */
function withoutOldText(entry: ManifestEntry, wanted: ReadonlyMap<string, string>): ManifestEntry {
  const { beside, ...rest } = entry;
  return beside === undefined || !wanted.has(beside) ? entry : rest;
}
