import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BuildStamps } from './build-stamp';

describe('whether a service was built from the checkout as it is', () => {
  let checkout: string;
  let dist: string;
  const git = (...args: string[]) => execFileSync('git', args, { cwd: checkout, encoding: 'utf8' });
  const write = (path: string, text: string) => writeFileSync(join(checkout, path), text);
  const isCurrent = async () => (await BuildStamps.of(checkout, dist)).isCurrent('server');
  /** Builds, as far as the stamps can see. */
  const build = async () => {
    const stamps = await BuildStamps.of(checkout, dist);
    write('dist/server/main.js', 'built');
    stamps.keep(['server']);
  };

  beforeEach(() => {
    checkout = mkdtempSync(join(tmpdir(), 'stamps-'));
    dist = join(checkout, 'dist');
    git('init', '--quiet');
    mkdirSync(join(dist, 'server'), { recursive: true });
    write('.gitignore', 'dist\n');
    write('source.ts', 'one');
  });
  afterEach(() => rmSync(checkout, { recursive: true, force: true }));

  it('begins with no', async () => {
    expect(await isCurrent()).toBe(false);
  });

  it('is so after a build, committed or not, and what is staged stays as it was', async () => {
    git('add', '.gitignore');
    const before = git('status', '--porcelain');
    await build();
    expect(await isCurrent()).toBe(true);
    expect(git('status', '--porcelain')).toBe(before);
    expect(git('count-objects')).toMatch(/^1 objects/);
  });

  it.each([
    ['a source has changed', () => write('source.ts', 'two')],
    ['a source is new', () => write('other.ts', 'two')],
    ['a source is gone', () => rmSync(join(checkout, 'source.ts'))],
    ['the output has changed', () => write('dist/server/main.js', 'built by somebody else')],
    ['a file of the output is gone', () => rmSync(join(dist, 'server/main.js'))],
    ['the output is gone', () => rmSync(join(dist, 'server'), { recursive: true })],
    ['the stamps were cut off', () => write('dist/build-stamps.json', '{"server":')],
    ['it is no git repository', () => rmSync(join(checkout, '.git'), { recursive: true })],
  ])('is not so once %s', async (_what, change) => {
    await build();
    expect(await isCurrent()).toBe(true);
    change();
    expect(await isCurrent()).toBe(false);
  });

  it('is so again when a change was taken back', async () => {
    await build();
    write('source.ts', 'two');
    write('source.ts', 'one');
    expect(await isCurrent()).toBe(true);
  });
});
