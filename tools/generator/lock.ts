import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { generate, sampleModel } from '@amplication/data-service-generator';
import { readCommandLine } from '../command/command-line';
import { lockedPackages } from './locked-packages';

readCommandLine({
  name: 'npm run generator:lock',
  help: 'Asks the package registry what the generated services install, and writes it to where the generator reads it.',
});

const PATH = fileURLToPath(
  new URL('../../libs/data-service-generator/src/project-files/locked-packages.json', import.meta.url),
);
const INSTALL = ['install', '--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund'];

const manifest = generate(sampleModel()).find(({ path }) => path === 'package.json')?.content ?? '';
const folder = await mkdtemp(join(tmpdir(), 'generator-lock-'));
try {
  // Nothing but this file: what is in the lock depends on it alone.
  await writeFile(join(folder, 'package.json'), manifest);
  await promisify(execFile)('npm', INSTALL, { cwd: folder });
  const packages = lockedPackages(await readFile(join(folder, 'package-lock.json'), 'utf8'));
  await writeFile(PATH, `${JSON.stringify(packages, null, 2)}\n`);
  console.log(`wrote ${Object.keys(packages).length} packages to ${PATH}`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
