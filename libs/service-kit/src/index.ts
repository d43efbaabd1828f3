export { BaseEnv, ArtifactsEnv, DatabaseEnv, KafkaEnv, NODE_ENVS } from './config/base-env';
export { BitbucketEnv, SessionEnv } from './config/bitbucket-env';
export { combineEnv } from './config/combine-env';
export { ConfigError } from './config/config-error';
export { ConfigurationModule } from './config/configuration.module';
export { dataDirectory, EMULATOR_CONSUMER, usesEmulator } from './config/development-defaults';
export {
  IsBrokerList,
  IsFlag,
  IsKeyRing,
  IsOneOf,
  IsPortNumber,
  IsPostgresUrl,
  IsReachableUrl,
  IsSecret,
  IsText,
  IsUrlOf,
  IsWholeNumber,
} from './config/env-decorators';
export { findRepositoryRoot, type RawEnv, readEnvironment } from './config/env-files';
export { loadConfig } from './config/load-config';
export { describeError, type ErrorBody } from './http/error-body';
export { ErrorFilter } from './http/error-filter';
export { httpStatusOf } from './http/http-status';
export { Public, PUBLIC } from './http/public';
export { securityHeaders } from './http/security-headers';
export { createValidationPipe, type FieldProblem, fieldProblems, InvalidRequest } from './http/validation';
export { createLogger, LOG_LEVELS, type LogLevelName } from './logging/create-logger';
export { redact } from './redaction/redact';
export { REDACTED, redactText } from './redaction/redact-text';
export { REDACTED_KEYS } from './redaction/secret-keys';
export { applyHttpDefaults, createService } from './runtime/create-service';
export { runService, type RunServiceOptions } from './runtime/run-service';
export { ServiceModule, type ServiceModuleOptions } from './runtime/service.module';
export { startTracing } from './tracing/tracing';
