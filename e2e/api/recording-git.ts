import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface RecordingGit {
  /** Put it first into a PATH. */
  readonly folder: string;
  /** A line for each call: its argument list. */
  calls(): Promise<string>;
  /** The configuration of each repository that git worked in, as it was at each call. */
  configurations(): Promise<string>;
  remove(): Promise<void>;
}

/**
 * A `git` that writes down its arguments and the repository's configuration, and then is the real one: calls are too
 * short to be seen from outside, and the repository of a build is gone at its end.
 */
export async function recordGit(): Promise<RecordingGit> {
  const folder = await mkdtemp(join(tmpdir(), 'recording-git-'));
  const log = join(folder, 'calls.log');
  const configurations = join(folder, 'configurations.log');
  const { stdout } = await promisify(execFile)('sh', ['-c', 'command -v git']);
  const script = join(folder, 'git');
  await Promise.all([writeFile(log, ''), writeFile(configurations, '')]);
  const lines = [
    '#!/bin/sh',
    `printf ' %s ' "$@" >> '${log}'`,
    `echo >> '${log}'`,
    `[ ! -f "$GIT_DIR/config" ] || cat "$GIT_DIR/config" >> '${configurations}'`,
    `exec '${stdout.trim()}' "$@"`,
  ];
  await writeFile(script, lines.map((line) => `${line}\n`).join(''));
  await chmod(script, 0o755);
  return {
    folder,
    calls: () => readFile(log, 'utf8'),
    configurations: () => readFile(configurations, 'utf8'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
