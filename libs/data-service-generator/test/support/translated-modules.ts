import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import type { GeneratedFile } from '../../src/render/generated-file';

/** Writes a service as modules of JavaScript, without a look at types, and links the modules of another one. */
export async function writeAsModules(files: readonly GeneratedFile[], modules: string): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'generated-service-'));
  for (const { path, content } of files) {
    const isCode = path.startsWith('src/');
    const at = join(root, isCode ? path.replace(/^src\//, 'dist/').replace(/\.ts$/, '.js') : path);
    await mkdir(dirname(at), { recursive: true });
    await writeFile(at, isCode ? translated(path, content) : content);
  }
  await symlink(modules, join(root, 'node_modules'));
  return root;
}

const translated = (fileName: string, content: string): string =>
  ts.transpileModule(content, {
    fileName,
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ES2022,
      isolatedModules: true,
      experimentalDecorators: true,
      emitDecoratorMetadata: true,
      useDefineForClassFields: false,
    },
  }).outputText;
