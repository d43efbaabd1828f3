/** Mode of a generated file, as git writes it: plain or executable. */
export type FileMode = '100644' | '100755';

/** What the generator says of a file beside its content. Files of artifacts from before it said so have neither. */
export interface FileMarks {
  /** The team's once it is delivered: no later build writes it. */
  once?: true;
  /** What the file is for, whatever its path. */
  key?: string;
}

/** A file to be stored. `path` is relative to the artifact's root, with `/` between names. */
export interface NewFile extends FileMarks {
  path: string;
  mode: FileMode;
  bytes: Buffer;
}

/** A file of a stored artifact. `blob` is git's id of its content; `size` is in bytes. */
export interface ArtifactFile extends FileMarks {
  path: string;
  mode: FileMode;
  blob: string;
  size: number;
}

/** The files of one build, sorted by path in code-point order. */
export interface Artifact {
  id: string;
  files: ArtifactFile[];
}

/**
 * Files and documents of builds, addressed by their content and kept apart by workspace: what one workspace stored
 * is never found by another, even with the right id. Reading something missing, or damaged on disk, gives null.
 * Every method rejects a workspace id that is no UUID.
 */
export interface ArtifactStore {
  /** Keeps the bytes and gives git's blob id of them. Storing the same bytes again changes nothing. */
  putBlob(workspaceId: string, bytes: Buffer): Promise<string>;
  getBlob(workspaceId: string, blob: string): Promise<Buffer | null>;
  /** Whether the blob is stored; cheap, so its content is not checked. */
  hasBlob(workspaceId: string, blob: string): Promise<boolean>;
  /**
   * Keeps a set of files. The id is a hash of paths, modes, marks and contents: the same files in any order give the
   * same id.
   * Rejects with `DomainError` PATH_REFUSED for an unsafe path, a path given twice (also when only case differs, since
   * such files cannot stand side by side everywhere), or a path that is both a file and a folder.
   */
  putArtifact(
    workspaceId: string,
    files: Iterable<NewFile> | AsyncIterable<NewFile>,
  ): Promise<{ id: string; fileCount: number }>;
  getArtifact(workspaceId: string, id: string): Promise<Artifact | null>;
  /** Keeps a JSON value, such as the snapshot of a model. Equal values give the same id, whatever the order of keys. */
  putDocument(workspaceId: string, value: unknown): Promise<string>;
  getDocument(workspaceId: string, id: string): Promise<unknown>;
}
