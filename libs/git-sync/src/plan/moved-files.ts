import type { ManifestEntry, ManifestFiles } from './manifest';
import { baseName, inRoot } from './tree/paths';
import type { Tree } from './tree/tree';

/** Shorter files are too alike to say that one is the other. */
export const MIN_MOVED_BYTES = 64;

/** A generated file that is gone from its place, and the only other place that holds its exact bytes. */
export interface MoveCandidate {
  /** Relative to the root directory. */
  path: string;
  /** Path in the repository. */
  movedTo: string;
  blob: string;
}

/**
 * Files of the manifest that the user seems to have moved: the path is gone, and the exact blob stands at exactly
 * one path outside the manifest, under the same base name. The caller still has to check the size of the blob
 * (`MIN_MOVED_BYTES`) and that the new path is absent from the base branch.
 */
export function moveCandidates(
  root: string,
  previous: ManifestFiles,
  next: ReadonlySet<string> | ReadonlyMap<string, unknown>,
  tip: Tree,
): MoveCandidate[] {
  const gone = new Map<string, string[]>();
  for (const [path, entry] of previous) {
    if (knownPlace(root, path, entry, tip) !== null || tip.has(inRoot(root, path))) continue;
    gone.set(entry.blob, [...(gone.get(entry.blob) ?? []), path]);
  }
  if (gone.size === 0) return [];
  const generated = new Set<string>();
  for (const [path, entry] of previous) {
    generated.add(inRoot(root, path));
    if (entry.movedTo !== undefined) generated.add(entry.movedTo);
  }
  for (const path of next.keys()) generated.add(inRoot(root, path));

  const places = new Map<string, string[]>();
  for (const [place, entry] of tip) {
    if (!gone.has(entry.blob) || generated.has(place)) continue;
    places.set(entry.blob, [...(places.get(entry.blob) ?? []), place]);
  }
  return [...places].flatMap(([blob, found]) => {
    const [path, ...others] = gone.get(blob) ?? [];
    const [movedTo, ...more] = found;
    if (path === undefined || movedTo === undefined || others.length > 0 || more.length > 0) return [];
    return baseName(path) === baseName(movedTo) ? [{ path, movedTo, blob }] : [];
  });
}

/** The place to which a file is known to have been moved, while it is still there and the old place is empty. */
export function knownPlace(root: string, path: string, entry: ManifestEntry, tip: Tree): string | null {
  if (entry.movedTo === undefined || tip.has(inRoot(root, path))) return null;
  return tip.has(entry.movedTo) ? entry.movedTo : null;
}
