import type { GitConfig } from './environment';
import { type GitContext, GitProcess, type GitResult } from './git-process';

export interface RunOptions {
  config?: GitConfig;
  stdin?: string | Buffer | undefined;
  /** Takes the output piece by piece; without it, output is kept up to 1 MB. */
  onOutput?: (chunk: Buffer) => void;
}

export interface GitOutput extends GitResult {
  stdout: Buffer;
}

const MAX_STDOUT_BYTES = 1024 * 1024;

/** Runs one git command to its end. A failure of git is an exit code here, not an exception. */
export async function runGit(
  context: GitContext,
  args: readonly string[],
  { config, stdin, onOutput }: RunOptions = {},
): Promise<GitOutput> {
  const process = new GitProcess(context, args, config);
  const kept: Buffer[] = [];
  let size = 0;
  process.child.stdout.on('data', (chunk: Buffer) => {
    if (onOutput !== undefined) onOutput(chunk);
    else if ((size += chunk.length) <= MAX_STDOUT_BYTES) kept.push(chunk);
  });
  process.child.stdin.end(stdin);
  const result = await process.finished;
  return { ...result, stdout: Buffer.concat(kept) };
}
