import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runGit } from './run-git';

describe('git processes', () => {
  let directory: string;
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'git-sync-process-'));
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  /** A stand-in for the binary, to see what it is given. */
  const script = (text: string) => {
    const path = join(directory, `git-${Math.random().toString(36).slice(2)}`);
    writeFileSync(path, `#!/bin/sh\n${text}\n`, { mode: 0o755 });
    return path;
  };
  const context = (git: string, overrides: { signal?: AbortSignal; timeoutMs?: number } = {}) => ({
    git,
    directory,
    signal: new AbortController().signal,
    timeoutMs: 30_000,
    ...overrides,
  });

  it('see nothing of our environment but what is on the list', async () => {
    process.env.GIT_SYNC_TEST_SECRET = 'secret';
    process.env.GIT_SSH_COMMAND = 'touch /tmp/x';
    const { stdout } = await runGit(context(script('env')), ['fetch'], {
      config: [['http.https://x/.extraHeader', 'Authorization: Basic abc']],
    });
    delete process.env.GIT_SYNC_TEST_SECRET;
    delete process.env.GIT_SSH_COMMAND;
    const lines = stdout.toString().split('\n').filter(Boolean);
    const names = lines.map((line) => line.slice(0, line.indexOf('=')));
    const allowed =
      /^(PATH|HOME|PWD|SHLVL|_|OLDPWD|LC_ALL|GIT_(DIR|CONFIG_GLOBAL|CONFIG_NOSYSTEM|ATTR_NOSYSTEM|TERMINAL_PROMPT|ALLOW_PROTOCOL|OPTIONAL_LOCKS|CONFIG_COUNT|CONFIG_(KEY|VALUE)_\d+)|(HTTPS?|NO)_PROXY|(https?|no)_proxy|SSL_CERT_(FILE|DIR))$/;
    expect(names.filter((name) => !allowed.test(name))).toEqual([]);
    for (const setting of [
      'http.followRedirects',
      'core.hooksPath',
      'gc.auto',
      'maintenance.auto',
      'protocol.allow',
    ]) {
      expect(stdout.toString()).toContain(`=${setting}\n`);
    }
    expect(lines).toContain('GIT_CONFIG_GLOBAL=/dev/null');
  });

  it('get credentials by environment, never by argument', async () => {
    const { stdout } = await runGit(context(script('echo "$@"; cat /proc/$$/cmdline')), ['push', 'origin'], {
      config: [['http.https://x/.extraHeader', 'Authorization: Basic abc']],
    });
    expect(stdout.toString()).toContain('push origin');
    expect(stdout.toString()).not.toContain('abc');
  });

  it('end with all their children when the time is over', async () => {
    const pidFile = join(directory, 'pid');
    const git = script(`sleep 60 & echo $! > ${pidFile}; wait`);
    await expect(runGit(context(git, { timeoutMs: 500 }), ['fetch'])).rejects.toMatchObject({
      code: 'GIT_TIMEOUT',
      params: { command: 'fetch' },
    });
    const { stdout } = await runGit(context(script(`ps -o stat= -p $(cat ${pidFile}) || true`)), ['x']);
    expect(stdout.toString().trim()).toMatch(/^(Z.*)?$/);
  });

  it('end when the build is aborted, and do not start afterwards', async () => {
    const controller = new AbortController();
    const running = runGit(context(script('sleep 60'), { signal: controller.signal }), ['fetch']);
    controller.abort(new Error('lease lost'));
    await expect(running).rejects.toThrow('lease lost');
    await expect(runGit(context('git', { signal: controller.signal }), ['version'])).rejects.toThrow(
      'lease lost',
    );
  });

  it('keep little of a flood of errors, and say when the binary is missing', async () => {
    const { stderr, exitCode } = await runGit(
      context(script('head -c 1000000 /dev/zero | tr "\\0" x >&2; exit 3')),
      ['x'],
    );
    expect([exitCode, stderr.length]).toEqual([3, 64 * 1024]);
    await expect(runGit(context('/nonexistent/git'), ['x'])).rejects.toMatchObject({ code: 'GIT_FAILED' });
  });

  it.each([
    ['TERM', 'GIT_INTERRUPTED', 'retry'],
    ['INT', 'GIT_INTERRUPTED', 'retry'],
    ['HUP', 'GIT_INTERRUPTED', 'retry'],
    ['KILL', 'GIT_INTERRUPTED', 'retry'],
    ['SEGV', 'GIT_FAILED', 'contact'],
  ])('that end by SIG%s are %s: %s', async (signal, code, action) => {
    await expect(runGit(context(script(`kill -${signal} $$`)), ['ls-tree'])).rejects.toMatchObject({
      code,
      action,
      message: `git ls-tree was ended by SIG${signal}.`,
    });
  });
});
