import { DomainError } from '@amplication/contracts';
import { IGNORE_FILE } from '../plan/ignore-rules';
import {
  type ManifestFiles,
  type ManifestReading,
  MANIFEST_PATH,
  MAX_MANIFEST_BYTES,
  parseManifest,
} from '../plan/manifest';
import { fromRoot, inRoot } from '../plan/tree/paths';
import { asFile, marksOf, type Tree } from '../plan/tree/tree';
import type { GeneratedFile, SyncRequest } from '../types';
import type { StoredBlobs } from './stored-blobs';

/** What a tree says, or our records know, of the last generation in it. */
export interface GenerationRecord {
  /** The root directory that it is about: the previous one while the code has not moved yet. */
  root: string;
  files: ManifestFiles;
  /** Whether a manifest that we can use stands in the tree. */
  fromManifest: boolean;
  /** A manifest was there but was of no use, or was missing beside code that we made. */
  rebuilt: boolean;
}

/** The blob and root of the manifest that a tree holds for a request, or null when there is none. */
export function findManifest(request: SyncRequest, tip: Tree): { root: string; blob: string } | null {
  const { rootDirectory, previousRootDirectory } = request;
  for (const root of [rootDirectory, previousRootDirectory ?? rootDirectory]) {
    const file = asFile(tip.get(inRoot(root, MANIFEST_PATH)));
    if (file !== undefined) return { root, blob: file.blob };
  }
  return null;
}

/** Reads the record of the last generation. Throws `ROOT_OWNED_BY_OTHER_RESOURCE`. */
export async function readRecord(
  request: SyncRequest,
  tip: Tree,
  stored: StoredBlobs,
): Promise<GenerationRecord> {
  const found = findManifest(request, tip);
  const reading = found === null ? null : await readManifest(request, found.blob, stored);
  if (found !== null && reading?.kind === 'usable') {
    return { root: found.root, files: reading.manifest.files, fromManifest: true, rebuilt: false };
  }
  if (reading?.kind === 'other-resource' && found?.root === request.rootDirectory) {
    throw new DomainError('ROOT_OWNED_BY_OTHER_RESOURCE', {
      params: { rootDirectory: request.rootDirectory, resourceId: reading.resourceId },
    });
  }
  const files = await fromOwnRecords(request, tip);
  const rebuilt = files.size > 0 || reading?.kind === 'damaged' || reading?.kind === 'newer';
  return { root: request.rootDirectory, files, fromManifest: false, rebuilt };
}

async function readManifest(
  request: SyncRequest,
  blob: string,
  stored: StoredBlobs,
): Promise<ManifestReading> {
  const content = await stored.read(blob, MAX_MANIFEST_BYTES);
  return 'bytes' in content ? parseManifest(content.bytes, request.resourceId) : { kind: 'damaged' };
}

/** Without a manifest: each file that our own records show as generated here counts as pristine. */
async function fromOwnRecords(request: SyncRequest, tip: Tree): Promise<ManifestFiles> {
  const files = new Map<string, GeneratedFile>();
  for (const [place, entry] of tip) {
    const path = fromRoot(request.rootDirectory, place);
    const file = asFile(entry);
    if (path === null || file === undefined || path === MANIFEST_PATH || path === IGNORE_FILE) continue;
    const marks = await request.generatedAs(path, file.blob);
    if (marks !== null) files.set(path, { ...file, ...marksOf(marks) });
  }
  return files;
}
