import type { GeneratedFile } from '../types';
import type { IgnoreRules } from './ignore-rules';
import type { ManifestFiles } from './manifest';
import { inRoot, unsafePathReason } from './tree/paths';
import type { Tree } from './tree/tree';
import { clashFinder } from './tree/type-clash';

/** No compiler, linter or test runner reads it. */
const ENDING = '.generated.txt';

/**
 * The next generation with the texts that an earlier build put beside files of the team. Such a text is theirs as the
 * file is: it stays until they delete it, or until the file beside it is generated no more.
 */
export function withTextsBeside(
  previous: ManifestFiles,
  next: ReadonlyMap<string, GeneratedFile>,
): ReadonlyMap<string, GeneratedFile> {
  const texts = [...previous].filter(
    ([path, { beside }]) => beside !== undefined && next.get(beside)?.once === true && !next.has(path),
  );
  return texts.length === 0 ? next : new Map([...next, ...texts]);
}

/** Where the new text of a file goes, relative to the root directory; null where its place is taken or ignored. */
export function placeBeside(
  {
    root,
    previous,
    tip,
    next,
    ignored,
  }: {
    root: string;
    previous: ManifestFiles;
    tip: Tree;
    next: ReadonlyMap<string, GeneratedFile>;
    ignored: IgnoreRules;
  },
  path: string,
): string | null {
  const beside = `${path}${ENDING}`;
  const place = inRoot(root, beside);
  const isGenerated = next.has(beside) && previous.get(beside)?.beside === undefined;
  if (isGenerated || ignored(beside) || unsafePathReason(place) !== null) return null;
  const there = tip.get(place);
  const before = previous.get(beside);
  if (there !== undefined) {
    const isOurs = before?.beside !== undefined && before.blob === there.blob;
    return isOurs ? beside : null;
  }
  return clashFinder(tip, new Set([place]), new Set()).at(place) === null ? beside : null;
}
