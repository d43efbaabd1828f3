/** One file of a generated service. */
export interface GeneratedFile {
  /** Relative to the root of the service, with `/`. */
  path: string;
  /** A file mode of git: a regular file, or one that can be run. */
  mode: '100644' | '100755';
  /** UTF-8, with a line break at the end. */
  content: string;
  /** The team's: delivered by the first build that has it, and from then on never written by a build again. */
  once?: true;
  /**
   * What the file is for, whatever it is called: `entity:<id>:service`. At most one file of a service has it. By it a
   * file is followed when the model is renamed, with what people wrote in it.
   */
  key?: string;
}

export const file = (path: string, content: string): GeneratedFile => ({ path, mode: '100644', content });

/** A file that belongs to the team once it is delivered. */
export const teamFile = (path: string, key: string, content: string): GeneratedFile => ({
  ...file(path, content),
  once: true,
  key,
});
