import { isRecord } from '@amplication/foundation';

type Package = Record<string, unknown>;

/**
 * The packages of a lock file, without the root and without the addresses that they came from. Throws where the registry
 * has not each of the packages that one asks for on some platform: `npm ci` would refuse such a lock there, and npm says
 * nothing of it when it writes one.
 */
export function lockedPackages(lock: string): Record<string, Package> {
  const parsed: unknown = JSON.parse(lock);
  const found = isRecord(parsed) && isRecord(parsed['packages']) ? parsed['packages'] : {};
  const packages = Object.entries(found).filter(
    (entry): entry is [string, Package] => entry[0] !== '' && isRecord(entry[1]),
  );
  const paths = new Set(packages.map(([path]) => path));
  const problems = packages.flatMap(([path, { integrity, optionalDependencies }]) => [
    ...(integrity === undefined ? [`${path} has no checksum.`] : []),
    ...(isRecord(optionalDependencies) ? Object.keys(optionalDependencies) : [])
      .filter((name) => !isInstalledFor(path, name, paths))
      .map((name) => `${name}, which ${path} may need on some platform, is not in the registry.`),
  ]);
  if (packages.length === 0) problems.push('There are no packages in the lock file.');
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return Object.fromEntries(packages.map(([path, { resolved: _address, ...rest }]) => [path, rest]));
}

/** Whether a package finds another one: beside itself, or in a `node_modules` above. */
function isInstalledFor(path: string, name: string, paths: ReadonlySet<string>): boolean {
  const above = path
    .split('/node_modules/')
    .map((_, index, parts) => parts.slice(0, index + 1).join('/node_modules/'));
  return [...above.map((folder) => `${folder}/node_modules/${name}`), `node_modules/${name}`].some(
    (candidate) => paths.has(candidate),
  );
}
