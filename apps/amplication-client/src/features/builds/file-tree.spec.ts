import { fileTree, type FileNode } from './file-tree';

const lines = (nodes: FileNode[], depth = 0): string[] =>
  nodes.flatMap((node) => [`${'  '.repeat(depth)}${node.name}`, ...lines(node.children, depth + 1)]);

describe('fileTree', () => {
  it('puts folders before files, both by name', () => {
    const tree = fileTree([
      { path: 'README.md' },
      { path: 'src/orders/order.ts' },
      { path: 'src/main.ts' },
      { path: 'a.json' },
    ]);
    expect(lines(tree)).toEqual(['src', '  orders', '    order.ts', '  main.ts', 'a.json', 'README.md']);
  });
  it('keeps the whole path of each file', () => {
    expect(fileTree([{ path: 'a/b/c.ts' }])[0]?.children[0]?.children[0]?.path).toBe('a/b/c.ts');
  });
  it('is empty for no files', () => expect(fileTree([])).toEqual([]));
});
