import { isRecord } from '@amplication/foundation';
import type { GeneratedFile } from '../types';
import { byPath, unsafePathReason } from './tree/paths';
import { isFileMode, sameFile } from './tree/tree';

/** Where the manifest stands, relative to the root directory. */
export const MANIFEST_PATH = '.amplication/generation.json';
const MANIFEST_VERSION = 1;
/** Far above 100,000 files; a larger text is not one of ours. */
export const MAX_MANIFEST_BYTES = 32 * 1024 * 1024;

/**
 * A file as generated; one that was written once: as it was delivered. `movedTo` is the path in the repository to which
 * the user moved it.
 */
export interface ManifestEntry extends GeneratedFile {
  movedTo?: string;
  /** The path of a team's file that could not be merged: this one holds the new text of it, to be read beside it. */
  beside?: string;
}
export type ManifestFiles = ReadonlyMap<string, ManifestEntry>;

export interface Manifest {
  resourceId: string;
  generatorVersion: string;
  /** Path relative to the root directory -> file. */
  files: ManifestFiles;
}

export type ManifestReading =
  | { kind: 'usable'; manifest: Manifest }
  | { kind: 'other-resource'; resourceId: string }
  /** Written by a later version of this software. */
  | { kind: 'newer' }
  | { kind: 'damaged' };

/**
 * The bytes of a manifest: sorted, one line for each file so that git merges it well, with no build id and no date
 * in it: the same generation always gives the same bytes.
 */
export function formatManifest(manifest: Manifest): Buffer {
  const files = [...manifest.files]
    .sort(([a], [b]) => byPath(a, b))
    .map(([path, { mode, blob, once, key, movedTo, beside }]) => {
      // Written in this order, whatever that of the entry is. What an entry has not is not written.
      const value = { mode, blob, once, key, movedTo, beside };
      return `    ${JSON.stringify(path)}: ${JSON.stringify(value)}`;
    });
  const lines = [
    '{',
    `  "version": ${MANIFEST_VERSION},`,
    `  "resourceId": ${JSON.stringify(manifest.resourceId)},`,
    `  "generatorVersion": ${JSON.stringify(manifest.generatorVersion)},`,
    files.length === 0 ? '  "files": {}' : `  "files": {\n${files.join(',\n')}\n  }`,
    '}',
    '',
  ];
  return Buffer.from(lines.join('\n'));
}

/** Reads a manifest from a repository: the text of a stranger, so anything odd is `damaged`. */
export function parseManifest(bytes: Buffer, resourceId: string): ManifestReading {
  let value: unknown;
  try {
    value = bytes.length > MAX_MANIFEST_BYTES ? null : JSON.parse(bytes.toString('utf8'));
  } catch {
    value = null;
  }
  if (!isRecord(value)) return { kind: 'damaged' };
  const { version, resourceId: owner, generatorVersion, files } = value;
  if (typeof version !== 'number' || typeof owner !== 'string') return { kind: 'damaged' };
  if (owner !== resourceId) return { kind: 'other-resource', resourceId: owner };
  if (version > MANIFEST_VERSION) return { kind: 'newer' };
  if (version !== MANIFEST_VERSION || typeof generatorVersion !== 'string' || !isRecord(files)) {
    return { kind: 'damaged' };
  }
  const entries = parseFiles(files);
  if (entries === null) return { kind: 'damaged' };
  return { kind: 'usable', manifest: { resourceId, generatorVersion, files: entries } };
}

function parseFiles(files: Record<string, unknown>): Map<string, ManifestEntry> | null {
  const entries = new Map<string, ManifestEntry>();
  for (const [path, value] of Object.entries(files)) {
    const entry = unsafePathReason(path) === null && isRecord(value) ? parseEntry(value) : null;
    if (entry === null) return null;
    entries.set(path, entry);
  }
  return entries;
}

function parseEntry(value: Record<string, unknown>): ManifestEntry | null {
  const { mode, blob, once, key, movedTo, beside } = value;
  if (!isFileMode(mode) || typeof blob !== 'string' || !/^[0-9a-f]{40}$/.test(blob)) return null;
  if ((once !== undefined && once !== true) || (key !== undefined && typeof key !== 'string')) return null;
  if (!isSafePlace(movedTo) || !isSafePlace(beside)) return null;
  return {
    mode,
    blob,
    ...(once === undefined ? {} : { once }),
    ...(key === undefined ? {} : { key }),
    ...(movedTo === undefined ? {} : { movedTo }),
    ...(beside === undefined ? {} : { beside }),
  };
}

function isSafePlace(value: unknown): value is string | undefined {
  return value === undefined || (typeof value === 'string' && unsafePathReason(value) === null);
}

/** Whether two manifests say the same of every file. A new generator version alone is no difference. */
export function sameManifestFiles(a: ManifestFiles, b: ManifestFiles): boolean {
  if (a.size !== b.size) return false;
  for (const [path, entry] of a) {
    const other = b.get(path);
    if (other === undefined || !sameFile(entry, other)) return false;
    if (entry.once !== other.once || entry.key !== other.key) return false;
    if (entry.movedTo !== other.movedTo || entry.beside !== other.beside) return false;
  }
  return true;
}
