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

/** A file with nothing above its text. */
export const file = (path: string, content: string): GeneratedFile => ({ path, mode: '100644', content });

/** What stands above each file of code that is the generator's. */
export const GENERATED_LINE =
  '// Generated. The next build writes it anew; your own code belongs beside this folder, in src/.\n';

/** A file of code that is the generator's, and that nobody needs to edit: below `src/generated/`. */
export const generated = (path: string, content: string): GeneratedFile =>
  file(`src/generated/${path}`, `${GENERATED_LINE}\n${content}`);

const GENERATED_TEST_LINE =
  '// Generated. The next build writes it anew; tests of your own belong beside this folder, in test/.\n';

/** A test that is the generator's, or what such tests need: below `test/generated/`. */
export const generatedTest = (path: string, content: string): GeneratedFile =>
  file(`test/generated/${path}`, `${GENERATED_TEST_LINE}\n${content}`);

/** A file that is the team's: delivered once, and followed by its key where the model gets other names. */
export const teamFile = (path: string, key: string, content: string): GeneratedFile => ({
  ...file(path, content),
  once: true,
  key,
});
