import { folderCircles } from './folder-circles.mjs';

/** Circles of a project whose files import each other as given, as "file → imported file: folders". */
function circles(imports: Record<string, string[]>): string[] {
  const path = (file: string) => `/project/src/${file}`;
  const graph = new Map(Object.entries(imports).map(([file, targets]) => [path(file), targets.map(path)]));
  return [...folderCircles('/project', graph)].flatMap(([file, targets]) =>
    [...targets].map(([target, folders]) =>
      `${file} → ${target}: ${folders.join(' ')}`.replaceAll(/\/project\/src\/|src\//g, ''),
    ),
  );
}

it('finds folders that import each other though no two files do', () => {
  expect(
    circles({ 'a/one.ts': ['b/one.ts'], 'b/one.ts': [], 'b/two.ts': ['a/two.ts'], 'a/two.ts': [] }),
  ).toEqual(['a/one.ts → b/one.ts: a b a', 'b/two.ts → a/two.ts: b a b']);
});

it('finds a circle over a third folder, and below another folder', () => {
  expect(
    circles({ 'a/1.ts': ['b/1.ts'], 'b/1.ts': ['c/1.ts'], 'c/1.ts': [], 'c/2.ts': ['a/2.ts'], 'a/2.ts': [] }),
  ).toHaveLength(3);
  expect(
    circles({ 'x/a/1.ts': ['x/b/1.ts'], 'x/b/1.ts': [], 'x/b/2.ts': ['x/a/2.ts'], 'x/a/2.ts': [] }),
  ).toEqual(['x/a/1.ts → x/b/1.ts: x/a x/b x/a', 'x/b/2.ts → x/a/2.ts: x/b x/a x/b']);
});

it('counts what lies deep in a folder as the folder', () => {
  expect(
    circles({ 'a/deep/1.ts': ['b/1.ts'], 'b/1.ts': [], 'b/2.ts': ['a/1.ts'], 'a/1.ts': [] }),
  ).toHaveLength(2);
});

it('leaves alone one direction, files of one folder, and files beside the folders', () => {
  expect(
    circles({ 'a/1.ts': ['b/1.ts', 'a/2.ts'], 'a/2.ts': ['c/1.ts'], 'b/1.ts': ['c/1.ts'], 'c/1.ts': [] }),
  ).toEqual([]);
  expect(
    circles({ 'index.ts': ['a/1.ts'], 'a/1.ts': ['options.ts'], 'options.ts': ['a/2.ts'], 'a/2.ts': [] }),
  ).toEqual([]);
});
