import { relative, sep } from 'node:path';

/**
 * Finds the imports that make folders depend on each other in a circle. At every level of a project the subfolders of a
 * folder are compared, each standing for everything below it: two of them may not import from each other, however many
 * other subfolders lie between them. Files beside the subfolders, such as `index.ts`, belong to none and may import all.
 *
 * @param {string} project absolute path of the project's folder
 * @param {Map<string, string[]>} graph every file with the files that it imports, all absolute
 * @returns {Map<string, Map<string, string[]>>} importing file → imported file → the circle's folders, relative
 */
export function folderCircles(project, graph) {
  const found = new Map();
  for (const [level, edges] of levels(project, graph)) {
    const next = new Map();
    for (const { from, to } of edges) next.set(from, (next.get(from) ?? new Set()).add(to));
    for (const { from, to, file, target } of edges) {
      const way = path(next, to, from);
      if (!way) continue;
      const circle = [from, ...way].map((name) => (level === '' ? name : `${level}/${name}`));
      if (!found.has(file)) found.set(file, new Map());
      found.get(file).set(target, circle);
    }
  }
  return found;
}

/** Every import from one subfolder to another, filed under the deepest folder that holds both. */
function levels(project, graph) {
  const byLevel = new Map();
  for (const [file, targets] of graph) {
    for (const target of targets) {
      if (!graph.has(target)) continue;
      const a = relative(project, file).split(sep);
      const b = relative(project, target).split(sep);
      let depth = 0;
      while (depth < a.length - 1 && a[depth] === b[depth]) depth += 1;
      // One of the two is a file beside the folders that are compared here, or both lie in the same folder.
      if (depth >= a.length - 1 || depth >= b.length - 1) continue;
      const level = a.slice(0, depth).join('/');
      if (!byLevel.has(level)) byLevel.set(level, []);
      byLevel.get(level).push({ from: a[depth], to: b[depth], file, target });
    }
  }
  return byLevel;
}

/** The shortest way from one subfolder to another, both included, or null. */
function path(next, start, end) {
  const ways = [[start]];
  const seen = new Set([start]);
  for (const way of ways) {
    const last = way[way.length - 1];
    if (last === end) return way;
    for (const step of next.get(last) ?? []) {
      if (seen.has(step)) continue;
      seen.add(step);
      ways.push([...way, step]);
    }
  }
  return null;
}
