/** What is read of an entry of `packages` in a package-lock.json (version 3); the rest is copied as it is. */
export interface LockedPackage {
  version?: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
  dev?: boolean;
  devOptional?: boolean;
  optional?: boolean;
  peer?: boolean;
  resolved?: string;
  [field: string]: unknown;
}

export type LockedPackages = Readonly<Record<string, LockedPackage>>;

export interface RuntimeLock {
  /** Packages to ask for, with their versions: those wanted, and what these load only when it is there. */
  dependencies: Record<string, string>;
  /** Entries for `packages` of a package-lock.json, at the places that they have in the whole lock file. */
  packages: Record<string, LockedPackage>;
}

/**
 * The part of a lock file that `wanted` needs at run time. An optional peer (Nest's HTTP platform, for example, which
 * Nest loads by name) belongs to it when it is among `used`: what the repository itself depends on.
 * Throws when a package is not in the lock file.
 */
export function runtimeLock(
  wanted: Iterable<string>,
  packages: LockedPackages,
  used: ReadonlySet<string>,
): RuntimeLock {
  const direct = new Set<string>();
  const required = new Set<string>();
  const optional = new Set<string>();

  const visit = (name: string, from: string, kind: 'required' | 'optional', onlyIfThere: boolean) => {
    const place = locate(name, from, packages);
    if (place === undefined) {
      if (onlyIfThere) return;
      throw new Error(`package-lock.json has no ${name}, which ${from || 'the service'} needs.`);
    }
    if (required.has(place) || (kind === 'optional' && optional.has(place))) return;
    (kind === 'required' ? required : optional).add(place);
    const entry = packages[place] ?? {};
    for (const dependency of Object.keys(entry.dependencies ?? {})) {
      // npm repeats optional dependencies among the others in some lock files.
      if (!entry.optionalDependencies?.[dependency]) visit(dependency, place, kind, false);
    }
    for (const dependency of Object.keys(entry.optionalDependencies ?? {}))
      visit(dependency, place, 'optional', true);
    for (const peer of Object.keys(entry.peerDependencies ?? {})) {
      const isOptional = entry.peerDependenciesMeta?.[peer]?.optional === true;
      if (!isOptional) visit(peer, place, kind, false);
      else if (used.has(peer)) want(peer);
    }
  };
  const want = (name: string) => {
    direct.add(name);
    visit(name, '', 'required', false);
  };
  for (const name of [...wanted].sort()) want(name);

  const places = [...new Set([...required, ...optional])].sort();
  return {
    dependencies: Object.fromEntries(
      [...direct].sort().map((name) => [name, packages[`node_modules/${name}`]?.version ?? '']),
    ),
    packages: Object.fromEntries(
      places.map((place) => [place, forRuntime(packages[place] ?? {}, !required.has(place))]),
    ),
  };
}

/** Where Node finds a package that is asked for by the one at `from` ('' is the service itself). */
function locate(name: string, from: string, packages: LockedPackages): string | undefined {
  for (let folder = from; ; folder = parentOf(folder)) {
    const place = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (packages[place]) return place;
    if (folder === '') return undefined;
  }
}

function parentOf(place: string): string {
  const end = place.lastIndexOf('/node_modules/');
  return end < 0 ? '' : place.slice(0, end);
}

/** How a package is needed was said for the whole repository, and where it comes from is the reader's own setting. */
function forRuntime(entry: LockedPackage, onlyOptional: boolean): LockedPackage {
  const {
    dev: _dev,
    devOptional: _devOptional,
    optional: _optional,
    peer: _peer,
    resolved: _,
    ...rest
  } = entry;
  return onlyOptional ? { ...rest, optional: true } : rest;
}
