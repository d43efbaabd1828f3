/** What is read from a raw commit object. */
export interface CommitObject {
  tree: string;
  parents: string[];
  message: string;
}

/** Parses the bytes of a commit object (git-hash-object documentation, "commit"). */
export function parseCommit(bytes: Buffer): CommitObject {
  const text = bytes.toString('utf8');
  const headerEnd = text.indexOf('\n\n');
  const header = headerEnd < 0 ? text : text.slice(0, headerEnd);
  const lines = header.split('\n');
  const values = (name: string) =>
    lines.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1));
  return {
    tree: values('tree')[0] ?? '',
    parents: values('parent'),
    message: headerEnd < 0 ? '' : text.slice(headerEnd + 2),
  };
}

/** The last value of a trailer such as `Amplication-Build-Id`, or null. */
export function trailer(message: string, name: string): string | null {
  const lastParagraph = message.trimEnd().split('\n\n').pop() ?? '';
  const lines = lastParagraph.split('\n').filter((line) => line.startsWith(`${name}: `));
  return lines.pop()?.slice(name.length + 2) ?? null;
}
