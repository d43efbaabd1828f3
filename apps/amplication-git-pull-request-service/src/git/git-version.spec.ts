import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseGitVersion, requireGit } from './git-version';

describe('requireGit', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'git-version-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function gitThatSays(text: string): Promise<string> {
    const path = join(folder, `git-${text.replace(/\W/g, '-')}`);
    await writeFile(path, `#!/bin/sh\necho '${text}'\n`);
    await chmod(path, 0o755);
    return path;
  }

  it('accepts the git of this machine', async () => {
    expect(await requireGit()).toMatch(/^\d+\.\d+/);
  });

  it('accepts 2.39 and a later major version', async () => {
    expect(await requireGit(await gitThatSays('git version 2.39.0'))).toBe('2.39.0');
    expect(await requireGit(await gitThatSays('git version 3.0.1'))).toBe('3.0.1');
  });

  it('refuses an older git and says what to do', async () => {
    await expect(requireGit(await gitThatSays('git version 2.38.9'))).rejects.toThrow(
      'git 2.39 or newer is needed, but this is git version 2.38.9. Update git and start again.',
    );
  });

  it('says so when there is no git', async () => {
    await expect(requireGit(join(folder, 'none'))).rejects.toThrow('Install git and start again.');
  });

  it('reads the version of other builds of git', () => {
    expect(parseGitVersion('git version 2.39.5 (Apple Git-154)')).toBe('2.39.5');
    expect(parseGitVersion('hub version 1')).toBeNull();
  });
});
