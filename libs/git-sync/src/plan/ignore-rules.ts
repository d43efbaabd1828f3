import ignore, { type Ignore } from 'ignore';
import { inRoot } from './tree/paths';

export const IGNORE_FILE = '.amplicationignore';
/** Larger files are not read: nobody writes them by hand. */
export const MAX_IGNORE_BYTES = 64 * 1024;
/** A pattern becomes a regular expression; more stars in one name than this could take very long to match. */
const MAX_STARS_IN_A_NAME = 5;

/** Whether a generated path, relative to the root directory, is the user's to keep. */
export type IgnoreRules = (path: string) => boolean;

/**
 * Rules of `.amplicationignore`, with the meaning that git gives to `.gitignore`. One may stand at the root of the
 * repository and one in the root directory; as in git, the nearer one has the last word.
 */
export function ignoreRules(
  rootDirectory: string,
  texts: { repository?: string | undefined; rootDirectory?: string | undefined },
): IgnoreRules {
  const outer = texts.repository === undefined ? null : parse(texts.repository);
  const inner = texts.rootDirectory === undefined ? null : parse(texts.rootDirectory);
  return (path) => {
    const near = inner?.test(path);
    if (near?.ignored === true) return true;
    if (near?.unignored === true) return false;
    return outer?.ignores(inRoot(rootDirectory, path)) ?? false;
  };
}

function parse(text: string): Ignore {
  const lines = text.split(/\r?\n/).filter((line) => line.split('/').every(isQuickToMatch));
  return ignore({ ignorecase: false }).add(lines);
}

function isQuickToMatch(name: string): boolean {
  return name === '**' || name.split('*').length - 1 <= MAX_STARS_IN_A_NAME;
}
