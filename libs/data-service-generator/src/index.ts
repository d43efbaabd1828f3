export { generate } from './generate';
export type { GeneratedFile } from './render/generated-file';
export { GENERATOR_VERSION } from './generator-version';
export { sampleModel } from './sample/sample-model';
