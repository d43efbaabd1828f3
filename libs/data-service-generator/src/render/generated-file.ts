/** One file of a generated service. */
export interface GeneratedFile {
  /** Relative to the root of the service, with `/`. */
  path: string;
  /** A file mode of git: a regular file, or one that can be run. */
  mode: '100644' | '100755';
  /** UTF-8, with a line break at the end. */
  content: string;
}

export const file = (path: string, content: string): GeneratedFile => ({ path, mode: '100644', content });
