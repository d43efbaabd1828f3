export function folderCircles(
  project: string,
  graph: Map<string, string[]>,
): Map<string, Map<string, string[]>>;
