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
  const { conflicts, text } = await mergeFile(context, paths);
  return conflicts === 0 ? joined(text) : null;
}

function partsOf(bytes: Buffer): string[] | null {
  if (bytes.length > MAX_BYTES) return null;
  const text = bytes.toString('utf8');
  return Buffer.from(text).equals(bytes) ? (text.match(PARTS) ?? []) : null;
}

/** What is neither a word nor white space. */
function skeletonOf(parts: readonly string[]): string {
  return parts.filter((part) => !/^[\p{L}\p{N}_$\s]/u.test(part)).join('');
}

function onePerLine(parts: readonly string[]): Buffer {
  return Buffer.from(parts.map((part) => `${JSON.stringify(part)}\n`).join(''));
}

function joined(lines: Buffer): Buffer {
  const parts: unknown[] = JSON.parse(`[${lines.toString('utf8').trimEnd().replaceAll('\n', ',')}]`);
  return Buffer.from(parts.join(''));
}
