import { dirname, join } from 'node:path';
import ts from 'typescript';
import type { GeneratedFile } from '../../src/render/generated-file';
import { runtimeFiles } from '../../src/runtime/runtime-files';
import { INSTALLED_MODULES } from './installed-modules';

/**
 * What the compiler says of several services at once, with the settings that they bring. A file that is the same in an
 * earlier service is read and checked there alone, which makes hundreds of them possible.
 */
export function typeErrors(services: readonly (readonly GeneratedFile[])[]): string[] {
  const root = dirname(INSTALLED_MODULES);
  const contents = new Map<string, string>();
  const first = new Map<string, string>();
  const shared = new Map<string, string>();
  services.forEach((files, index) => {
    for (const { path, content } of files) {
      if (!path.endsWith('.ts')) continue;
      const at = join(root, `service-${index}`, path);
      const known = isShared(path) ? first.get(`${path}\n${content}`) : undefined;
      if (known !== undefined) shared.set(at, known);
      else {
        first.set(`${path}\n${content}`, at);
        contents.set(at, content);
      }
    }
  });
  const options = { ...optionsOf(services[0] ?? [], root), noEmit: true, rootDir: root };
  const program = ts.createProgram([...contents.keys()], options, hostOf(options, contents, shared));
  return ts.getPreEmitDiagnostics(program).map(described);
}

/** What knows no model imports nothing that differs from service to service. */
const RUNTIME = new Set(runtimeFiles().map(({ path }) => path));
const isShared = (path: string) => RUNTIME.has(path);

function optionsOf(files: readonly GeneratedFile[], root: string): ts.CompilerOptions {
  const settings = files.find(({ path }) => path === 'tsconfig.json')?.content ?? '{}';
  const parsed: { compilerOptions: object } = JSON.parse(settings);
  const { options, errors } = ts.convertCompilerOptionsFromJson(parsed.compilerOptions, root);
  if (errors.length > 0) throw new Error(errors.map(described).join('\n'));
  return { ...options, typeRoots: [join(root, 'node_modules/@types')] };
}

function hostOf(
  options: ts.CompilerOptions,
  contents: ReadonlyMap<string, string>,
  shared: ReadonlyMap<string, string>,
): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const isThere = (path: string) => contents.has(path) || shared.has(path);
  const read = (path: string) => contents.get(path) ?? contents.get(shared.get(path) ?? '');
  const onDisk = ts.createCompilerHost(options);
  host.fileExists = (path) => isThere(path) || onDisk.fileExists(path);
  host.readFile = (path) => read(path) ?? onDisk.readFile(path);
  host.directoryExists = () => true;
  host.getSourceFile = (path, language) => {
    const text = read(path);
    return text === undefined
      ? onDisk.getSourceFile(path, language)
      : ts.createSourceFile(path, text, language);
  };
  const cache = ts.createModuleResolutionCache(host.getCurrentDirectory(), (path) => path, options);
  host.resolveModuleNameLiterals = (literals, file, redirect, settings, source) =>
    literals.map((literal) => {
      const mode = ts.getModeForUsageLocation(source, literal, settings);
      const found = ts.resolveModuleName(literal.text, file, settings, host, cache, redirect, mode);
      const same = shared.get(found.resolvedModule?.resolvedFileName ?? '');
      if (same === undefined || !found.resolvedModule) return found;
      return { ...found, resolvedModule: { ...found.resolvedModule, resolvedFileName: same } };
    });
  return host;
}

function described({ file, start, messageText }: ts.Diagnostic): string {
  const place = file && start !== undefined ? file.getLineAndCharacterOfPosition(start) : null;
  const where = file && place ? `${file.fileName}:${place.line + 1}: ` : '';
  return where + ts.flattenDiagnosticMessageText(messageText, ' ');
}
