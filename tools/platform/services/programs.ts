import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY_ROOT } from '../paths';
import { isRunning, withFileLock } from '../process/file-lock';
import type { ServiceName } from '../types';
import { BuildStamps } from './build-stamp';
import { buildServices } from './build-services';

/** Held while something writes to `dist/apps` or copies from it. */
export const BUILD_LOCK = join(REPOSITORY_ROOT, 'dist/build.lock');

export interface ProgramsOptions {
  services: readonly ServiceName[];
  dataDir: string;
  /** Builds the services first. */
  build: boolean;
  signal?: AbortSignal | undefined;
}

/**
 * Builds the services and copies them from `dist/apps` to a folder of this process in the data folder, which is
 * returned: a platform owns what it runs from, so that a build in the same checkout does not take the files away that
 * a running service will read later, such as the generator's child. Copies, since Vite writes into existing files.
 */
export async function preparePrograms(options: ProgramsOptions): Promise<string> {
  const { services, dataDir, build, signal } = options;
  const all = join(dataDir, 'programs');
  mkdirSync(all, { recursive: true });
  removeAbandoned(all);
  const folder = join(all, String(process.pid));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  mkdirSync(join(REPOSITORY_ROOT, 'dist'), { recursive: true });
  // A build replaces files that somebody else may be copying.
  await withFileLock(
    BUILD_LOCK,
    async () => {
      if (build) await buildChanged(services, signal);
      for (const name of services) copyProgram(name, folder);
    },
    signal,
  );
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  symlinkSync(join(REPOSITORY_ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  return folder;
}

/** Builds those services that are not built from the checkout as it is; the others stay untouched. */
async function buildChanged(services: readonly ServiceName[], signal?: AbortSignal): Promise<void> {
  const stamps = await BuildStamps.of(REPOSITORY_ROOT, join(REPOSITORY_ROOT, 'dist/apps'));
  const changed = services.filter((service) => !stamps.isCurrent(service));
  if (changed.length === 0) return;
  await buildServices(changed, signal);
  stamps.keep(changed);
}

function copyProgram(name: ServiceName, folder: string): void {
  const source = join(REPOSITORY_ROOT, 'dist/apps', name);
  if (!existsSync(source)) throw new Error(`${name} is not built: npx nx build ${name}`);
  cpSync(source, join(folder, name), { recursive: true, preserveTimestamps: true });
}

/** What a platform left that was killed. */
function removeAbandoned(all: string): void {
  for (const pid of readdirSync(all)) {
    if (!isRunning(Number(pid))) rmSync(join(all, pid), { recursive: true, force: true });
  }
}
