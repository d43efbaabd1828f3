import type { GitContext } from '../process/git-process';
import { mergeFile, writeInputs } from './merge-file';

/** Far above any file that a team begins with. */
const MAX_BYTES = 128 * 1024;
/** A word (`order-items` is one), white space, or one character of anything else. */
const PARTS = /[\p{L}\p{N}_$]+(?:-[\p{L}\p{N}_$]+)*|\s+|[^\p{L}\p{N}_$\s]/gu;

/**
 * Merges word by word what does not merge line by line, if the generated text differs from the base by words alone, as
 * that of a renamed entity does: there a line of the user's beside a line with a new name is no contradiction. Null if
 * it differs by more, since single words of two different programs make no third one, and where both changed a word.
 */
export async function mergeByWords(
  context: GitContext,
  name: string,
  [base, yours, generated]: readonly [base: Buffer, yours: Buffer, generated: Buffer],
): Promise<Buffer | null> {
  const texts = [base, yours, generated].map(partsOf);
  const [baseParts, yourParts, generatedParts] = texts;
  if (!baseParts || !yourParts || !generatedParts) return null;
  if (skeletonOf(baseParts) !== skeletonOf(generatedParts)) return null;
  const paths = await writeInputs(context, `${name}.words`, [
    onePerLine(baseParts),
    onePerLine(yourParts),
    onePerLine(generatedParts),
  ]);
  const { text } = await mergeFile(context, ['--diff3', ...paths]);
  const merged = withInsertions(text.toString('utf8').split('\n'));
  return merged === null ? null : Buffer.from(merged.map((line) => String(JSON.parse(line))).join(''));
}

function partsOf(bytes: Buffer): string[] | null {
  if (bytes.length > MAX_BYTES) return null;
  const text = bytes.toString('utf8');
  return Buffer.from(text).equals(bytes) ? (text.match(PARTS) ?? []) : null;
}

/** What is neither a word nor how the text is laid out: white space, and the comma after the last of several lines. */
function skeletonOf(parts: readonly string[]): string {
  const visible = parts.filter((part) => !/^\s/.test(part));
  const isLast = (index: number) => /^[)\]}]$/.test(visible[index + 1] ?? '');
  return visible
    .filter((part, index) => !/^[\p{L}\p{N}_$]/u.test(part) && !(part === ',' && isLast(index)))
    .join('');
}

function onePerLine(parts: readonly string[]): Buffer {
  return Buffer.from(parts.map((part) => `${JSON.stringify(part)}\n`).join(''));
}

/**
 * Decides what git leaves open: to git, words that were put in right beside a changed one contradict it. Where the old
 * words still stand among the user's, the new ones take their place there. Null where they do not. A part is a text of
 * JSON, so no part is taken for a marker.
 */
function withInsertions(lines: readonly string[]): string[] | null {
  const merged: string[] = [];
  let hunk: {
    yours: string[];
    base: string[];
    generated: string[];
    side: 'yours' | 'base' | 'generated';
  } | null = null;
  for (const line of lines) {
    if (line === '') continue;
    if (line.startsWith('<')) hunk = { yours: [], base: [], generated: [], side: 'yours' };
    else if (hunk === null) merged.push(line);
    else if (line.startsWith('|')) hunk.side = 'base';
    else if (line.startsWith('=')) hunk.side = 'generated';
    else if (line.startsWith('>')) {
      const at = onlyPlaceOf(hunk.base, hunk.yours);
      if (at === null) return null;
      merged.push(...hunk.yours.toSpliced(at, hunk.base.length, ...hunk.generated));
      hunk = null;
    } else hunk[hunk.side].push(line);
  }
  return merged;
}

/** Where some parts stand together among others; null if they do not, or more than once. */
function onlyPlaceOf(parts: readonly string[], all: readonly string[]): number | null {
  if (parts.length === 0) return null;
  const places = all.flatMap((_, at) => (parts.every((part, index) => all[at + index] === part) ? [at] : []));
  return places.length === 1 ? (places[0] ?? null) : null;
}
