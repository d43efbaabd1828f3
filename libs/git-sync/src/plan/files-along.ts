import type { IgnoreRules } from './ignore-rules';
import { byPath, foldersAbove, fromRoot, inRoot } from './tree/paths';
import { asFile, type Tree } from './tree/tree';
import { clashFinder } from './tree/type-clash';

export interface AlongInput {
  root: string;
  previous: ReadonlyMap<string, unknown>;
  next: ReadonlyMap<string, unknown>;
  tip: Tree;
  ignored: IgnoreRules;
}

/**
 * Old path -> new path of what people put into a folder that is emptied by renames into one other: code beside a file
 * is imported by it as `./rules.js`, which holds only if both go. A folder that keeps something of the model stays, and
 * so does a file whose new place is taken.
 */
export function filesAlong(
  { root, previous, next, tip, ignored }: AlongInput,
  wanted: ReadonlyMap<string, string>,
  stuck: ReadonlyMap<string, string>,
): Map<string, string> {
  const folders = emptiedFolders(wanted, [...next.keys(), ...stuck.keys()]);
  const along = new Map<string, string>();
  if (folders.size === 0) return along;
  for (const [place, entry] of tip) {
    const from = fromRoot(root, place);
    if (from === null || previous.has(from) || asFile(entry) === undefined) continue;
    const folder = [...foldersAbove(from)].find((above) => folders.has(above));
    if (folder === undefined) continue;
    const to = `${folders.get(folder)}${from.slice(folder.length)}`;
    if (!next.has(to) && !ignored(from) && !ignored(to)) along.set(from, to);
  }
  const places = new Set([...along.values()].map((to) => inRoot(root, to)));
  const leaving = new Set([...wanted.keys(), ...along.keys()].map((from) => inRoot(root, from)));
  const clashes = clashFinder(tip, places, leaving);
  for (const [from, to] of along) {
    const place = inRoot(root, to);
    if (tip.has(place) || clashes.at(place) !== null) along.delete(from);
  }
  // The steps of a commit are the same whatever the order of what they come from.
  return new Map([...along].sort(([a], [b]) => byPath(a, b)));
}

/** Folder -> the one folder that all of it goes to. */
function emptiedFolders(wanted: ReadonlyMap<string, string>, kept: readonly string[]): Map<string, string> {
  const folders = new Map<string, string>();
  const split = new Set(kept.flatMap((path) => [...foldersAbove(path)]));
  for (const [from, to] of wanted) {
    const [source] = foldersAbove(from);
    const [target] = foldersAbove(to);
    if (source === undefined || target === undefined) continue;
    if ((folders.get(source) ?? target) !== target) split.add(source);
    folders.set(source, target);
  }
  for (const folder of split) folders.delete(folder);
  return folders;
}
