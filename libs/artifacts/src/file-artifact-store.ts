import { createHash } from 'node:crypto';
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isId } from '@amplication/contracts';
import { ManifestBuilder } from './artifact-manifest';
import type { Artifact, ArtifactFile, ArtifactStore, NewFile } from './artifact-store';
import { writeAtomically } from './atomic-write';
import { gitBlobId, isBlobId } from './blob-id';
import { canonicalJson } from './canonical-json';

const CONTENT_ID = /^[0-9a-f]{64}$/;
type Kind = 'artifacts' | 'documents';

/**
 * An artifact store in a folder of the file system:
 * `<workspace>/blobs/ab/cdef…`, `<workspace>/artifacts/ab/cdef….json`, `<workspace>/documents/ab/cdef….json`.
 * Every name is a hash of what is in the file, which is checked on each read.
 */
export class FileArtifactStore implements ArtifactStore {
  constructor(private readonly root: string) {}

  async putBlob(workspaceId: string, bytes: Buffer): Promise<string> {
    const blob = gitBlobId(bytes);
    // Read, not only looked for: a damaged blob is replaced by the next one who has its bytes.
    if ((await this.getBlob(workspaceId, blob)) === null) {
      await writeAtomically(this.blobPath(workspaceId, blob), bytes);
    }
    return blob;
  }

  async getBlob(workspaceId: string, blob: string): Promise<Buffer | null> {
    const path = this.blobPath(workspaceId, blob);
    if (!isBlobId(blob)) return null;
    const bytes = await readIfPresent(path);
    return bytes !== null && gitBlobId(bytes) === blob ? bytes : null;
  }

  async hasBlob(workspaceId: string, blob: string): Promise<boolean> {
    const path = this.blobPath(workspaceId, blob);
    if (!isBlobId(blob)) return false;
    return access(path).then(
      () => true,
      () => false,
    );
  }

  async putArtifact(
    workspaceId: string,
    files: Iterable<NewFile> | AsyncIterable<NewFile>,
  ): Promise<{ id: string; fileCount: number }> {
    const manifest = new ManifestBuilder();
    for await (const { bytes, ...file } of files) {
      manifest.reserve(file.path);
      const blob = await this.putBlob(workspaceId, bytes);
      manifest.add({ ...file, blob, size: bytes.byteLength });
    }
    const sorted = manifest.build();
    return { id: await this.putJson(workspaceId, 'artifacts', sorted), fileCount: sorted.length };
  }

  async getArtifact(workspaceId: string, id: string): Promise<Artifact | null> {
    const text = await this.getJson(workspaceId, 'artifacts', id);
    if (text === null) return null;
    // Written by putArtifact: the id is the hash of this text, so its shape needs no second check.
    const files: ArtifactFile[] = JSON.parse(text);
    return { id, files };
  }

  putDocument(workspaceId: string, value: unknown): Promise<string> {
    return this.putJson(workspaceId, 'documents', value);
  }

  async getDocument(workspaceId: string, id: string): Promise<unknown> {
    const text = await this.getJson(workspaceId, 'documents', id);
    return text === null ? null : JSON.parse(text);
  }

  private async putJson(workspaceId: string, kind: Kind, value: unknown): Promise<string> {
    const text = canonicalJson(value);
    const id = contentId(text);
    if ((await this.getJson(workspaceId, kind, id)) === null) {
      await writeAtomically(this.jsonPath(workspaceId, kind, id), Buffer.from(text));
    }
    return id;
  }

  private async getJson(workspaceId: string, kind: Kind, id: string): Promise<string | null> {
    const path = this.jsonPath(workspaceId, kind, id);
    if (!CONTENT_ID.test(id)) return null;
    const text = (await readIfPresent(path))?.toString('utf8') ?? null;
    return text !== null && contentId(text) === id ? text : null;
  }

  private blobPath(workspaceId: string, blob: string): string {
    return join(this.workspacePath(workspaceId), 'blobs', blob.slice(0, 2), blob.slice(2));
  }

  private jsonPath(workspaceId: string, kind: Kind, id: string): string {
    return join(this.workspacePath(workspaceId), kind, id.slice(0, 2), `${id.slice(2)}.json`);
  }

  private workspacePath(workspaceId: string): string {
    if (!isId(workspaceId)) throw new TypeError(`Not the id of a workspace: ${JSON.stringify(workspaceId)}`);
    return join(this.root, workspaceId);
  }
}

function contentId(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

async function readIfPresent(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}
