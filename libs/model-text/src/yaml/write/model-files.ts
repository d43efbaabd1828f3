import { DEVICE_NAMES } from '@amplication/foundation';
import type { ServiceModel } from '@amplication/service-model';
import type { Tree } from './short';
import { treeOf, type WriteOptions } from './tree-of-model';
import { textSchema } from '../text-schema';
import { documentText } from './write-yaml';

/** A file of a model that is kept as a folder. */
export interface ModelFile {
  /** Within the folder: `Order.yaml`. */
  path: string;
  text: string;
}

export const SERVICE_FILE = 'service.yaml';

/** Lies beside the files of a model, so that an editor knows their language without a network. */
const SCHEMA_FILE = 'model-text.schema.json';

/** Read by editors that know the language server of YAML; for people it is a comment. */
const HEADING = `# yaml-language-server: $schema=./${SCHEMA_FILE}\n`;

/**
 * A model as files: `service.yaml` for the service, one for each entity by its name, and the JSON Schema of them.
 */
export function writeModelFiles(model: ServiceModel, options: WriteOptions = {}): ModelFile[] {
  const { service, entities } = treeOf(model, options);
  const taken = new Set([SERVICE_FILE, ...[...DEVICE_NAMES].map((name) => `${name}.yaml`)]);
  const files = entities.map((tree) => ({ path: freePath(String(tree.get('entity')), taken), tree }));
  const order = model.entities.map(({ name }) => name);
  const sorted = [...files].sort((a, b) => comparePaths(a.path, b.path));
  // Files have no order of their own: where theirs is another, the service says it.
  const isOrdered = sorted.every(({ path }, index) => path === files[index]?.path);
  const whole: Tree = isOrdered ? service : new Map([...service, ['entities', order]]);
  const texts = [{ path: SERVICE_FILE, tree: whole }, ...files].map(({ path, tree }) => ({
    path,
    text: `${HEADING}${documentText(tree)}`,
  }));
  return [...texts, { path: SCHEMA_FILE, text: `${JSON.stringify(textSchema())}\n` }];
}

/** Code unit by code unit, the same on every machine. */
export const comparePaths = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Some file systems tell no small letters from capitals. */
function freePath(name: string, taken: Set<string>): string {
  for (let number = 1; ; number += 1) {
    const path = `${name}${number === 1 ? '' : `-${number}`}.yaml`;
    if (taken.has(path.toLowerCase())) continue;
    taken.add(path.toLowerCase());
    return path;
  }
}
