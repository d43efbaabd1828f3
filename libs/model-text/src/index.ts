export type { Loss, Place } from './loss';
export { listed } from './loss';
export type { ReadModel } from './read-model';
export { Lines } from './lines';
export { further, stepsOf } from './model-path';
export { checkSize, withoutMark } from './text-size';
export {
  MODEL_TEXT_BYTES,
  ModelRefusedError,
  ModelSyntaxError,
  ModelTextError,
  ModelTooLargeError,
  sentenceOf,
  type TextProblem,
} from './errors';
export { readJson } from './json/read-json';
export { writeJson } from './json/write-json';
export { readModelFiles } from './yaml/read/model-files';
export { readYaml } from './yaml/read/read-yaml';
export { textSchema } from './yaml/text-schema';
export { updateYaml } from './yaml/update/update-yaml';
export { type ModelFile, writeModelFiles } from './yaml/write/model-files';
export type { WriteOptions } from './yaml/write/tree-of-model';
export { writeYaml } from './yaml/write/write-yaml';
