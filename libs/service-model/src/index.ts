export { changesOf, type ModelChange } from './changes/changes-of';
export { keepIds } from './changes/keep-ids';
export { keepUnsaid, type KeptModel } from './changes/keep-unsaid';
export { freeId } from './changes/match-ids';
export { examineModel, findModelProblems, parseServiceModel } from './parse/parse-service-model';
export { findProblemsOfVersion1, isModelVersion1, parseModelVersion1 } from './upgrade/parse-model-version-1';
export { upgradeModel } from './upgrade/upgrade-model';
export type { EntityVersion1, FieldVersion1, ModelVersion1 } from './upgrade/version-1';
export type { ModelProblem } from './problems';
export { MODEL_LIMITS } from './schema/building-blocks';
export { ACTIONS } from './schema/entities';
export { FIELD_TYPE_NAMES, type FieldTypeName } from './schema/field-types';
export { leaveOutDefaults } from './schema/leave-out-defaults';
export { type JsonSchema, publishedSchema } from './schema/published-schema';
export type {
  AccessRuleModel,
  CheckModel,
  EntityModel,
  EnumModel,
  EnumValueModel,
  FieldDefaultModel,
  FieldModel,
  IndexModel,
  IndexPartModel,
  RelationModel,
  RoleModel,
  ServiceModel,
  UniqueModel,
} from './schema/service-model';
export { fitName, NAME_BYTES } from './names/fit-name';
export {
  columnOf,
  DEFAULT_SCHEMA,
  joinTableOf,
  type JoinTablePlace,
  type PhysicalPlace,
  relationColumns,
  type RelationColumn,
  storedOf,
  tableOf,
  typeOf,
} from './names/physical-names';
export { camelCase, pascalCase, plural, snakeCase, words } from './names/words';
