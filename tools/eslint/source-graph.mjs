import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const IGNORED = new Set(['node_modules', 'dist', 'migrations', 'public', 'generated']);
const IMPORT = /(?:\bfrom\s*|\bimport\s*\(?\s*)(['"])(\.{1,2}\/[^'"]*|\.{1,2})\1/g;
const SUFFIXES = ['', '.ts', '.tsx', '/index.ts', '/index.tsx'];

/** @type {Map<string, Map<string, string[]>>} One graph for each project, read once in a run of ESLint. */
const graphs = new Map();

/** A file that others import: a spec is imported by nobody, and a declaration file has no code. */
export function isSource(file) {
  return /\.tsx?$/.test(file) && !/[.-]spec\.tsx?$/.test(file) && !file.endsWith('.d.ts');
}

/** The nearest folder above `file` with a project.json, or null for a file outside every project. */
export function projectOf(file) {
  for (let folder = dirname(file); dirname(folder) !== folder; folder = dirname(folder)) {
    if (existsSync(join(folder, 'project.json'))) return folder;
  }
  return null;
}

/** The absolute path of the file that a relative import means, or null when there is none. */
export function resolveImport(from, specifier) {
  const target = resolve(dirname(from), specifier);
  return (
    SUFFIXES.map((suffix) => target + suffix).find((path) => existsSync(path) && statSync(path).isFile()) ??
    null
  );
}

/** Every source file of a project with the files of the same project that it imports, types included. */
export function sourceGraph(project) {
  const known = graphs.get(project);
  if (known) return known;
  const graph = new Map(sourcesUnder(project).map((file) => [file, importsOf(file)]));
  graphs.set(project, graph);
  return graph;
}

function sourcesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return IGNORED.has(entry.name) ? [] : sourcesUnder(path);
    return isSource(path) ? [path] : [];
  });
}

function importsOf(file) {
  const specifiers = [...readFileSync(file, 'utf8').matchAll(IMPORT)].map((match) => match[2]);
  return specifiers.map((specifier) => resolveImport(file, specifier)).filter((target) => target !== null);
}
