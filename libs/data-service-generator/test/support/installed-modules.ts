import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { generate } from '../../src/generate';
import { sampleModel } from '../../src/sample/sample-model';

const run = promisify(execFile);
const INSTALL = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];

/**
 * The `node_modules` of a generated service, which are the same for every model. They stay beside the other temporary
 * files until the generator asks for other packages, so that several specs and the next run install nothing.
 */
export async function installedModules(): Promise<string> {
  const manifest = generate(sampleModel()).find(({ path }) => path === 'package.json')?.content ?? '';
  const name = `generated-modules-${createHash('sha256').update(manifest).digest('hex').slice(0, 12)}`;
  const kept = join(tmpdir(), name);
  if (existsSync(join(kept, 'node_modules'))) return join(kept, 'node_modules');
  const folder = await mkdtemp(join(tmpdir(), 'generated-modules-'));
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), manifest);
  await run('npm', INSTALL, { cwd: folder });
  // Another spec may have been faster: its modules are as good.
  await rename(folder, kept).catch(() => rm(folder, { recursive: true, force: true }));
  return join(kept, 'node_modules');
}
