import { dirname, join } from 'node:path';
import ts from 'typescript';

interface Source {
  text: string;
  version: number;
}

/**
 * What the compiler says of one service while files of it are exchanged, with the settings that it brings. Only what an
 * exchange may reach is looked at again: the file, and what imports it, however far away.
 */
export class ServiceChecker {
  private readonly sources = new Map<string, Source>();
  private readonly root: string;
  private readonly service: ts.LanguageService;
  private options: ts.CompilerOptions = {};
  private versions = 0;

  /** @param modules the `node_modules` that the service finds its packages in */
  constructor(modules: string) {
    this.root = join(dirname(modules), 'service');
    this.service = ts.createLanguageService(this.host());
  }

  /** Takes a service in the place of the one before, and says what is wrong with it. */
  begin(files: ReadonlyMap<string, string>): string[] {
    for (const path of this.sources.keys()) if (!files.has(path)) this.sources.delete(path);
    for (const [path, text] of files) this.put(path, text);
    this.options = optionsOf(files.get('tsconfig.json') ?? '{}', this.root);
    return this.errorsIn([...files.keys()]);
  }

  /** What is wrong when these files are others, or are not there; they are put back afterwards. */
  errorsWith(exchanged: ReadonlyMap<string, string | null>): string[] {
    const before = new Map([...exchanged.keys()].map((path) => [path, this.sources.get(path)?.text ?? null]));
    const reached = new Set(this.importersOf(exchanged.keys()));
    for (const [path, text] of exchanged) this.put(path, text);
    for (const path of this.importersOf(exchanged.keys())) reached.add(path);
    const errors = this.errorsIn([...reached].filter((path) => this.sources.has(path)));
    for (const [path, text] of before) this.put(path, text);
    return errors;
  }

  private put(path: string, text: string | null): void {
    if (text === null) this.sources.delete(path);
    else if (this.sources.get(path)?.text !== text)
      this.sources.set(path, { text, version: (this.versions += 1) });
  }

  private errorsIn(paths: readonly string[]): string[] {
    return paths
      .filter((path) => path.endsWith('.ts'))
      .flatMap((path) => {
        const at = join(this.root, path);
        return [...this.service.getSyntacticDiagnostics(at), ...this.service.getSemanticDiagnostics(at)];
      })
      .map((diagnostic) => this.described(diagnostic));
  }

  /** These files and all that import them, however far away. */
  private importersOf(paths: Iterable<string>): Set<string> {
    const importers = new Map<string, string[]>();
    for (const [path, { text }] of this.sources) {
      for (const [, specifier = ''] of text.matchAll(/\b(?:from|import) '(\.[^']+)\.js'/g)) {
        const imported = `${join(dirname(path), specifier)}.ts`;
        importers.set(imported, [...(importers.get(imported) ?? []), path]);
      }
    }
    const found = new Set(paths);
    for (const path of found) for (const importer of importers.get(path) ?? []) found.add(importer);
    return found;
  }

  private host(): ts.LanguageServiceHost {
    const sourceAt = (path: string) =>
      path.startsWith(`${this.root}/`) ? this.sources.get(path.slice(this.root.length + 1)) : undefined;
    const read = (path: string) => sourceAt(path)?.text ?? ts.sys.readFile(path);
    return {
      getCompilationSettings: () => this.options,
      getScriptFileNames: () =>
        [...this.sources.keys()].filter((path) => path.endsWith('.ts')).map((path) => join(this.root, path)),
      getScriptVersion: (path) => String(sourceAt(path)?.version ?? 0),
      getScriptSnapshot(path) {
        const text = read(path);
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
      },
      getCurrentDirectory: () => this.root,
      getDefaultLibFileName: (options) => ts.getDefaultLibFilePath(options),
      fileExists: (path) => sourceAt(path) !== undefined || ts.sys.fileExists(path),
      readFile: read,
      directoryExists: (path) => path.startsWith(this.root) || ts.sys.directoryExists(path),
      getDirectories: (path) => (path.startsWith(this.root) ? [] : ts.sys.getDirectories(path)),
      realpath: (path) => path,
    };
  }

  private described({ file, start, messageText }: ts.Diagnostic): string {
    const text = ts.flattenDiagnosticMessageText(messageText, ' ');
    if (file === undefined || start === undefined) return text;
    const line = file.getLineAndCharacterOfPosition(start).line + 1;
    return `${file.fileName.slice(this.root.length + 1)}:${line}: ${text}`;
  }
}

function optionsOf(settings: string, root: string): ts.CompilerOptions {
  const parsed: { compilerOptions: object } = JSON.parse(settings);
  const { options, errors } = ts.convertCompilerOptionsFromJson(parsed.compilerOptions, root);
  if (errors.length > 0) throw new Error(ts.flattenDiagnosticMessageText(errors[0]?.messageText, ' '));
  return { ...options, noEmit: true };
}
