import { DomainError } from '@amplication/contracts';
import type { ArtifactFile } from './artifact-store';
import { assertSafePath } from './safe-path';

/** Sorts by code point, so that the order does not depend on a locale. */
export function sortByPath(files: ArtifactFile[]): ArtifactFile[] {
  return [...files].sort((left, right) => Buffer.compare(Buffer.from(left.path), Buffer.from(right.path)));
}

/** Collects the files of an artifact and refuses paths that are unsafe or cannot stand side by side. */
export class ManifestBuilder {
  private readonly files: ArtifactFile[] = [];
  private readonly fileNames = new Map<string, string>();
  private readonly folderNames = new Map<string, string>();

  /** Throws `DomainError` PATH_REFUSED; to be called before the content is stored. */
  reserve(path: string): void {
    assertSafePath(path);
    const key = foldCase(path);
    const other = this.fileNames.get(key) ?? this.folderNames.get(key);
    if (other !== undefined) throw clash(path, other);
    for (const folder of foldersOf(path)) {
      const file = this.fileNames.get(foldCase(folder));
      if (file !== undefined) throw clash(path, file);
      this.folderNames.set(foldCase(folder), path);
    }
    this.fileNames.set(key, path);
  }

  add(file: ArtifactFile): void {
    this.files.push(file);
  }

  build(): ArtifactFile[] {
    return sortByPath(this.files);
  }
}

/** macOS and Windows take names as equal that differ in case or in Unicode composition only. */
function foldCase(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

function foldersOf(path: string): string[] {
  const names = path.split('/');
  return names.slice(1).map((_name, index) => names.slice(0, index + 1).join('/'));
}

function clash(path: string, other: string): DomainError {
  const reason = `it clashes with ${JSON.stringify(other)}`;
  return new DomainError('PATH_REFUSED', `The path ${JSON.stringify(path)} is refused: ${reason}.`, {
    params: { path, reason },
  });
}
