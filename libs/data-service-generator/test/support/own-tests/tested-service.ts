import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ServiceModel } from '@amplication/service-model';
import { transpiled } from '../transpiled';
import { generate } from '../../../src/generate';

const MODULES = fileURLToPath(new URL('../../../../../node_modules', import.meta.url));
const OUT = 'dist-test';
const MANY_BYTES = 2 ** 26;

/** How the tests of a service ended. */
export interface OwnResult {
  isGreen: boolean;
  /** How many tests failed; none where they could not begin. */
  failed: number;
  output: string;
}

/** A change of one file of the generated code. */
export interface Edit {
  path: string;
  from: string | RegExp;
  to: string;
}

/** A generated service with its tests, translated without a look at types. */
export class TestedService {
  private constructor(
    private readonly root: string,
    private readonly texts: ReadonlyMap<string, string>,
  ) {}

  static async of(model: ServiceModel): Promise<TestedService> {
    const files = generate(model);
    const root = await mkdtemp(join(tmpdir(), 'own-tests-'));
    const texts = new Map(files.map(({ path, content }) => [path, content]));
    const service = new TestedService(root, texts);
    await symlink(MODULES, join(root, 'node_modules'));
    await writeFile(join(root, 'package.json'), '{ "type": "module" }');
    for (const { path, content } of files)
      if (path.endsWith('.ts')) await service.translate(path, content);
      else if (path.startsWith('migrations/')) await service.write(path, content);
    return service;
  }

  /** The text of a file, as it was generated. */
  textOf(path: string): string {
    const text = this.texts.get(path);
    if (text === undefined) throw new Error(`No such file is generated: ${path}`);
    return text;
  }

  /** Runs the tests whose path has one of some words in it, or all. */
  run(...words: string[]): Promise<OwnResult> {
    const script = join(OUT, 'test/generated/support/run.js');
    return new Promise((resolve) => {
      execFile(
        process.execPath,
        [script, ...words],
        { cwd: this.root, maxBuffer: MANY_BYTES },
        (error, output) => {
          const failed = Number(/^ℹ fail (\d+)$/m.exec(output)?.[1] ?? 0);
          resolve({ isGreen: error === null, failed, output: output + (error ? String(error) : '') });
        },
      );
    });
  }

  /** Runs tests with some changes of the code, and takes these back. */
  async runWith(edits: readonly Edit[], ...words: string[]): Promise<OwnResult> {
    const paths = [...new Set(edits.map(({ path }) => path))];
    for (const path of paths) {
      let text = this.textOf(path);
      for (const { from, to } of edits.filter((edit) => edit.path === path)) {
        const edited = text.replace(from, to);
        if (edited === text) throw new Error(`${path} has nothing like ${String(from)}`);
        text = edited;
      }
      await this.translate(path, text);
    }
    try {
      return await this.run(...words);
    } finally {
      for (const path of paths) await this.translate(path, this.textOf(path));
    }
  }

  async remove(): Promise<void> {
    await rm(this.root, { recursive: true, force: true });
  }

  private async translate(path: string, text: string): Promise<void> {
    await this.write(join(OUT, path.replace(/\.ts$/, '.js')), transpiled(path, text));
  }

  private async write(path: string, text: string): Promise<void> {
    const at = join(this.root, path);
    await mkdir(dirname(at), { recursive: true });
    await writeFile(at, text);
  }
}
