import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { EMULATOR_CONSUMER } from '@amplication/service-kit';
import { REPOSITORY_ROOT } from '../paths';
import { SERVICE_NAMES, type ServiceName } from '../types';

export const DEFAULT_PORTS: Readonly<Record<ServiceName, number>> = {
  'amplication-server': 3000,
  'amplication-client': 3001,
  'amplication-git-pull-request-service': 3331,
  'amplication-build-manager': 5010,
  'local-data-service-generator-controller': 8900,
  'bitbucket-emulator': 7990,
};

/** Path that answers 200 once a service can be used. */
export const READY_PATHS: Readonly<Record<ServiceName, string>> = {
  'amplication-server': '/health/ready',
  'amplication-client': '/',
  'amplication-git-pull-request-service': '/health/ready',
  'amplication-build-manager': '/health/ready',
  'local-data-service-generator-controller': '/health/ready',
  'bitbucket-emulator': '/',
};

/** What the services have to know of each other. */
export interface ServiceContext {
  urls: Readonly<Record<ServiceName, string>>;
  databaseUrl: string;
  brokers: readonly string[];
  topicPrefix: string;
  dataDir: string;
  /** Bitbucket is the emulator of this platform. */
  emulator: boolean;
  /** Nothing of the developer's own settings may have an influence. */
  isolated: boolean;
}

/** Addresses. People reach the client as `localhost`; the emulator stands on another site than that, as Bitbucket does. */
export function serviceUrls(ports: Readonly<Record<ServiceName, number>>): Record<ServiceName, string> {
  const entries = SERVICE_NAMES.map((name) => {
    const host = name === 'amplication-client' ? 'localhost' : '127.0.0.1';
    return [name, `http://${host}:${ports[name]}`];
  });
  return Object.fromEntries(entries);
}

/** The command that runs a service which is built in `<programs>/<name>`. */
export function serviceCommand(name: ServiceName, programs: string): { args: string[]; cwd: string } {
  if (name !== 'amplication-client') {
    return { args: ['--enable-source-maps', join(programs, name, 'main.js')], cwd: REPOSITORY_ROOT };
  }
  const vite = join(REPOSITORY_ROOT, 'node_modules/vite/bin/vite.js');
  return {
    args: [vite, 'preview', '--outDir', join(programs, name)],
    cwd: join(REPOSITORY_ROOT, 'apps', name),
  };
}

/** The variables that the platform sets for a service. */
export function serviceEnvironment(name: ServiceName, context: ServiceContext): Record<string, string> {
  const { urls, dataDir } = context;
  const port = new URL(urls[name]).port;
  if (name === 'amplication-client') return { PORT: port, SERVER_URL: urls['amplication-server'] };
  if (name === 'bitbucket-emulator') {
    return {
      PORT: port,
      EMULATOR_DATA_DIR: join(dataDir, 'emulator'),
      EMULATOR_CALLBACK_URL: `${urls['amplication-client']}/bitbucket-auth-app/callback`,
    };
  }
  return {
    PORT: port,
    DATABASE_URL: context.databaseUrl,
    KAFKA_BROKERS: context.brokers.join(','),
    KAFKA_TOPIC_PREFIX: context.topicPrefix,
    AMPLICATION_DATA_DIR: dataDir,
    ...(context.isolated ? isolatedEnvironment(context) : {}),
    ...(context.emulator ? emulatorEnvironment(urls['bitbucket-emulator']) : {}),
    ...(context.emulator && name === 'amplication-server' ? { WEBHOOK_URL: urls[name] } : {}),
  };
}

function isolatedEnvironment({ urls, dataDir }: ServiceContext): Record<string, string> {
  return {
    AMPLICATION_IGNORE_ENV_LOCAL: '1',
    ARTIFACTS_URL: pathToFileURL(join(dataDir, 'artifacts')).href,
    CLIENT_URL: urls['amplication-client'],
    BUILD_MANAGER_URL: urls['amplication-build-manager'],
    GENERATOR_URL: urls['local-data-service-generator-controller'],
  };
}

function emulatorEnvironment(url: string): Record<string, string> {
  return {
    BITBUCKET_CLIENT_ID: EMULATOR_CONSUMER.clientId,
    BITBUCKET_CLIENT_SECRET: EMULATOR_CONSUMER.clientSecret,
    BITBUCKET_SITE_URL: url,
    BITBUCKET_API_URL: `${url}/2.0`,
    BITBUCKET_GIT_URL: url,
  };
}
