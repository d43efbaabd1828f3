import type { ServiceModel } from '@amplication/service-model';
import type { ReadModel } from '../../read-model';
import { comparePaths, type ModelFile } from '../write/model-files';
import { readTexts } from './read-yaml';

/**
 * Reads a model from its files, in whatever order they come; files that are no YAML are passed over.
 * @throws as `readYaml` does; problems name their file
 */
export function readModelFiles(files: readonly ModelFile[], current: ServiceModel | null = null): ReadModel {
  const texts = files
    .filter(({ path }) => /\.ya?ml$/.test(path))
    .sort((a, b) => comparePaths(a.path, b.path))
    .map(({ path, text }) => ({ file: path, text }));
  return readTexts(texts, { current, trustNames: false });
}
