import { access, constants, mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { ArtifactStore } from './artifact-store';
import { FileArtifactStore } from './file-artifact-store';

/**
 * Opens the store that a URL names. `file:///absolute/folder` keeps it in the file system; the folder is made when
 * first written to. Throws for any other scheme.
 */
export function openArtifactStore(url: string): ArtifactStore {
  return new FileArtifactStore(folderOf(url));
}

/** Resolves when the store that a URL names can be read and written; rejects with the reason when not. */
export async function checkArtifactStore(url: string): Promise<void> {
  const folder = folderOf(url);
  await mkdir(folder, { recursive: true });
  await access(folder, constants.R_OK | constants.W_OK);
}

function folderOf(url: string): string {
  if (!URL.canParse(url)) throw new TypeError(`Not a URL of an artifact store: ${JSON.stringify(url)}`);
  const parsed = new URL(url);
  if (parsed.protocol !== 'file:')
    throw new TypeError(`An artifact store is opened by a "file:" URL, not by "${parsed.protocol}"`);
  return fileURLToPath(parsed);
}
