import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DomainError } from '@amplication/contracts';
import type { GitContext } from '../process/git-process';
import { runGit } from '../process/run-git';

/** Writes base, yours and generated into the build's folder; gives their paths as `git merge-file` takes them. */
export async function writeInputs(
  { directory }: GitContext,
  name: string,
  texts: readonly [base: Buffer, yours: Buffer, generated: Buffer],
): Promise<[yours: string, base: string, generated: string]> {
  const at = (side: string) => join(directory, 'merge', `${name}.${side}`);
  const [base, yours, generated] = texts;
  await Promise.all([
    writeFile(at('base'), base),
    writeFile(at('yours'), yours),
    writeFile(at('generated'), generated),
  ]);
  return [at('yours'), at('base'), at('generated')];
}

/** One `git merge-file`. Its exit code: number of conflicts, at most 127; 255 for an error. */
export async function mergeFile(
  context: GitContext,
  args: readonly string[],
): Promise<{ conflicts: number; text: Buffer }> {
  const pieces: Buffer[] = [];
  const { exitCode, stderr } = await runGit(context, ['merge-file', '-p', '-q', ...args], {
    onOutput: (chunk) => pieces.push(chunk),
  });
  if (exitCode < 0 || exitCode > 127) {
    throw new DomainError('GIT_FAILED', {
      params: { command: 'merge-file' },
      cause: new Error(stderr),
    });
  }
  return { conflicts: exitCode, text: Buffer.concat(pieces) };
}
