export { type EncryptionKey, parseEncryptionKeys } from './encryption-keys';
export { isRecord } from './is-record';
export { type HealthCheck, HealthRegistry } from './service/health-registry';
export { Stopping } from './service/stopping';
export { LOGGER, SERVICE_NAME } from './service/tokens';
export { isStorableText, storableText } from './text/storable-text';
export { trim, trimEnd } from './text/trim';
export { contextOf, currentTraceparent } from './tracing/trace-context';
export { delay, pause } from './wait';
