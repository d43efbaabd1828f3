export { SetupError } from './setup-error';
export { type Platform, type PlatformOptions, SERVICE_NAMES, type ServiceName } from './types';
export { startPlatform } from './start-platform';
export { startTestServers, type TestServers } from './test-servers';
