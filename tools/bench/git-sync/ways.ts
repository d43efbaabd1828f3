import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { GeneratedFile } from '@amplication/git-sync';
import { BASE, ROOT, type Target, WORK } from './engine';
import type { Generations } from './fixture';
import { git } from './plain-git';

export interface Change {
  target: Target;
  generations: Generations;
  files: ReadonlyMap<string, GeneratedFile>;
  /** Paths whose content is new. */
  changed: readonly string[];
}

/** Milliseconds that a way takes, without what it prepares. */
export type Way = (change: Change) => Promise<number>;

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-way-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** The least that git can do: fetch both tips by the recipe, and push a commit that is already made. */
export const floor: Way = ({ target, generations, files, changed }) =>
  inFolder(async (folder) => {
    await git(folder, ['init', '-q', '--bare']);
    const { url, authorization } = target;
    const fetched = await timed(() =>
      git(
        folder,
        [
          ...[
            'fetch',
            '-q',
            '--depth=1',
            '--no-tags',
            '--no-write-fetch-head',
            '--filter=blob:none',
            'origin',
          ],
          `refs/heads/${BASE}:refs/r/base`,
          `refs/heads/amplicatio*n-orders:refs/r/w*ork`,
        ],
        {
          authorization,
          config: {
            'remote.origin.url': url,
            'remote.origin.promisor': 'true',
            'remote.origin.partialCloneFilter': 'blob:none',
          },
        },
      ),
    );
    const tip = await git(folder, ['rev-parse', 'refs/r/work']);
    const parts = [`commit refs/new\ncommitter B <b@x> 1 +0000\ndata 1\nx\nfrom ${tip}\n`];
    for (const path of changed) {
      const content = (await generations.read(files.get(path)?.blob ?? ''))?.toString() ?? '';
      parts.push(`M 100644 inline ${ROOT}/${path}\ndata ${content.length}\n${content}\n`);
    }
    await git(folder, ['fast-import', '--quiet'], { input: parts.join('') });
    const commit = await git(folder, ['rev-parse', 'refs/new']);
    const pushed = await timed(() =>
      git(
        folder,
        [
          'push',
          '-q',
          `--force-with-lease=refs/heads/${WORK}:${tip}`,
          'origin',
          `${commit}:refs/heads/${WORK}`,
        ],
        { authorization, config: { 'remote.origin.url': url } },
      ),
    );
    return fetched + pushed;
  });

/** What many tools do: a blobless clone, and a checkout of each branch with a fetch before. */
export const usual: Way = (change) =>
  inFolder((folder) =>
    timed(async () => {
      const run = (...args: string[]) => git(folder, args, { authorization: change.target.authorization });
      await run('clone', '-q', '--filter=blob:none', '--no-checkout', change.target.url, '.');
      for (const branch of [BASE, WORK]) {
        await run('fetch', '-q', 'origin', branch);
        await run('checkout', '-q', branch);
      }
      await writeFiles(folder, change);
      await run('add', '.');
      await run('status', '--porcelain');
      await run('commit', '-q', '-m', 'Build');
      await run('push', '-q', 'origin', WORK);
      await run('log', '-2', '--format=%H');
      await run('diff', '--shortstat', 'HEAD^', 'HEAD');
    }),
  );

/** What a person does: a full clone. */
export const plain: Way = (change) =>
  inFolder((folder) =>
    timed(async () => {
      const run = (...args: string[]) => git(folder, args, { authorization: change.target.authorization });
      await run('clone', '-q', change.target.url, '.');
      await run('checkout', '-q', WORK);
      await writeFiles(folder, change);
      await run('add', '.');
      await run('commit', '-q', '-m', 'Build');
      await run('push', '-q', 'origin', WORK);
    }),
  );

async function writeFiles(folder: string, { generations, files }: Change): Promise<void> {
  for (const [path, { blob }] of files) {
    const place = join(folder, ROOT, path);
    await mkdir(dirname(place), { recursive: true });
    await writeFile(place, (await generations.read(blob)) ?? '');
  }
}
