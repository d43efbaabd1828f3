import type { YAMLMap } from 'yaml';
import type { Level } from '../write/node-of';
import type { Tree } from '../write/short';

/** New names of renamed things, by their old ones. */
export type Names = ReadonlyMap<string, string>;

export interface MapToEdit {
  map: YAMLMap;
  before: Tree;
  after: Tree;
  /** Where the mapping stands. */
  level: Level;
  /** New names of its keys. */
  names: Names;
  /** New names of keys of the mappings in it. */
  inside: ReadonlyMap<string, Names>;
}
