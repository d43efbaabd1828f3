import type { FileMode } from '../../types';

/** Where the bytes of a written file come from. */
export type Content =
  | { from: 'generation'; blob: string }
  /** A file in the build's own folder: the result of a merge. */
  | { from: 'file'; file: string; blob: string }
  | { from: 'bytes'; bytes: Buffer };

/** One step from the start tree to the new one, on paths of the repository. Renames come first, then deletions. */
export type Change =
  | { kind: 'rename'; from: string; to: string }
  | { kind: 'delete'; path: string }
  | { kind: 'write'; path: string; mode: FileMode; content: Content };
