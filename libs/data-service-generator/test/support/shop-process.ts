import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type StartedProcess, startProcess } from '@amplication/testing';
import { transpiled } from './transpiled';
import { SHARED_KEY } from './start-shop.js';

const LIB = fileURLToPath(new URL('../../', import.meta.url));
const MODULES = fileURLToPath(new URL('../../../../node_modules', import.meta.url));

/** Translates the shop, so that it runs as a process of its own; returns its folder. */
export async function writeShop(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'shop-'));
  for (const folder of ['runtime', 'test/support/shop'])
    for (const path of await readdir(join(LIB, folder), { recursive: true }))
      if (path.endsWith('.ts') && !path.endsWith('.spec.ts')) await translate(join(folder, path), root);
  await writeFile(join(root, 'package.json'), '{ "type": "module" }');
  await symlink(MODULES, join(root, 'node_modules'));
  return root;
}

async function translate(path: string, root: string): Promise<void> {
  const target = join(root, path.replace(/\.ts$/, '.js'));
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, transpiled(path, await readFile(join(LIB, path), 'utf8')));
}

export const removeShop = (root: string): Promise<void> => rm(root, { recursive: true, force: true });

/** Starts the shop as a process; `found` is its address. */
export const startShopProcess = (root: string, env: Record<string, string>): Promise<StartedProcess> =>
  startProcess({
    command: process.execPath,
    args: ['test/support/shop/main.js'],
    cwd: root,
    env: { AUTH_SHARED_KEY: SHARED_KEY, PORT: '0', HOST: '127.0.0.1', ...env },
    until: (line) => /Listening on (http:[^\s,]+)/.exec(line)?.[1],
  });
