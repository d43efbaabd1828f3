export {
  type EntityModel,
  FIELD_TYPES,
  type FieldModel,
  type FieldType,
  MODEL_LIMITS,
  RELATION_KINDS,
  type RelationKind,
  type ServiceModel,
} from './model/service-model';
export type { ModelProblem } from './model/problems';
export { findModelProblems, parseServiceModel } from './model/parse-service-model';
export { sampleModel } from './model/sample-model';
export { generate } from './generate';
export type { GeneratedFile } from './render/generated-file';
export { GENERATOR_VERSION } from './generator-version';
