/** A folder with what is in it, or a file, which has no children. */
export interface FileNode {
  name: string;
  path: string;
  children: FileNode[];
}

/** The folders and files of a list of paths: folders first, both by name. */
export function fileTree(files: { path: string }[]): FileNode[] {
  const root: FileNode = { name: '', path: '', children: [] };
  const folders = new Map<string, FileNode>([['', root]]);
  const folder = (path: string): FileNode => {
    const known = folders.get(path);
    if (known) return known;
    const slash = path.lastIndexOf('/');
    const node: FileNode = { name: path.slice(slash + 1), path, children: [] };
    folders.set(path, node);
    folder(slash < 0 ? '' : path.slice(0, slash)).children.push(node);
    return node;
  };
  for (const { path } of files) {
    const slash = path.lastIndexOf('/');
    folder(slash < 0 ? '' : path.slice(0, slash)).children.push({
      name: path.slice(slash + 1),
      path,
      children: [],
    });
  }
  for (const node of folders.values()) node.children.sort(byKindAndName);
  return root.children;
}

function byKindAndName(one: FileNode, other: FileNode): number {
  const kind = Number(one.children.length === 0) - Number(other.children.length === 0);
  return kind || one.name.localeCompare(other.name);
}
