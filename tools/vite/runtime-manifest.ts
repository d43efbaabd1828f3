import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { type LockedPackages, runtimeLock } from './runtime-lock';

/** What is read of the package.json in the root. */
interface RootManifest {
  version: string;
  license: string;
  engines: Record<string, string>;
  dependencies: Record<string, string>;
  overrides?: Record<string, unknown>;
  allowScripts?: Record<string, boolean>;
}

const BUILTINS = new Set(builtinModules);

/**
 * Writes a package.json and a package-lock.json beside a service's bundle, with those packages alone that the bundle
 * imports and what they need, in the versions of the lock file in the root. `npm ci --omit=dev` in a copy of the
 * folder gives a service that runs. The same sources give the same two files.
 */
export function runtimeManifest(name: string, root: string): Plugin {
  return {
    name: 'runtime-manifest',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
      const imported = chunks.flatMap(({ imports, dynamicImports }) => [...imports, ...dynamicImports]);
      const resolved = chunks.flatMap(({ code }) => resolvedPackages(code));
      const outside = [...imported, ...resolved].filter((specifier) => !(specifier in bundle));
      const files = manifestFiles(
        name,
        packageNames(outside),
        read<RootManifest>(join(root, 'package.json')),
        read<{ packages: LockedPackages }>(join(root, 'package-lock.json')).packages,
      );
      for (const [fileName, content] of Object.entries(files)) {
        this.emitFile({ type: 'asset', fileName, source: `${JSON.stringify(content, null, 2)}\n` });
      }
    },
  };
}

/** What a chunk looks up by `require.resolve('…')` without importing it, to hand it to a thread. */
export const resolvedPackages = (code: string): string[] =>
  [...code.matchAll(/\brequire\$?\d*\.resolve\((["'`])([^"'`]+)\1\)/g)].flatMap(([, , name]) => name ?? []);

/** The packages that import specifiers name: `@nestjs/common/enums` is of `@nestjs/common`, `node:fs` of none. */
export function packageNames(specifiers: readonly string[]): Set<string> {
  const names = specifiers
    .filter((specifier) => !specifier.startsWith('node:'))
    .map((specifier) =>
      specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/'),
    );
  return new Set(names.filter((name) => !BUILTINS.has(name)));
}

/** The two files' contents. What the root says of overrides and install scripts is kept as far as it is about them. */
export function manifestFiles(
  service: string,
  wanted: ReadonlySet<string>,
  root: RootManifest,
  locked: LockedPackages,
): { 'package.json': object; 'package-lock.json': object } {
  const { dependencies, packages } = runtimeLock(wanted, locked, new Set(Object.keys(root.dependencies)));
  const installed = new Set(Object.keys(packages).map((place) => place.split('node_modules/').at(-1)));
  const kept = <T>(entries: Record<string, T> = {}) =>
    Object.fromEntries(Object.entries(entries).filter(([name]) => installed.has(name)));
  const { version, license, engines } = root;
  const shared = { name: service, version, license, dependencies, engines };
  return {
    'package.json': {
      ...shared,
      private: true,
      type: 'module',
      main: 'main.js',
      overrides: kept(root.overrides),
      allowScripts: kept(root.allowScripts),
    },
    'package-lock.json': {
      ...{ name: service, version, lockfileVersion: 3, requires: true },
      packages: { '': shared, ...packages },
    },
  };
}

function read<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8'));
}
