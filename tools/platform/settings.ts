import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readEnvironment, usesEmulator } from '@amplication/service-kit';
import { defaultDataDirectory } from './paths';
import { freePorts } from './process/ports';
import { DEFAULT_PORTS } from './services/definitions';
import { type PlatformOptions, SERVICE_NAMES, type ServiceName } from './types';

/** A platform's options with everything decided. */
export interface PlatformSettings {
  ports: 'default' | 'free';
  servicePorts: Readonly<Record<ServiceName, number>>;
  services: readonly ServiceName[];
  dataDir: string;
  logDir: string;
  /** The data folder was made for this platform and goes with it. */
  throwAway: boolean;
  reset: boolean;
  build: boolean;
  emulator: boolean;
  databaseUrl?: string | undefined;
  adminDatabaseUrl?: string | undefined;
  brokers?: readonly string[] | undefined;
  topicPrefix: string;
  partitions: number;
}

/** Decides what the options leave open; the documentation of `PlatformOptions` says how. */
export async function resolveSettings(options: PlatformOptions): Promise<PlatformSettings> {
  const ports = options.ports ?? 'default';
  const throwAway = ports === 'free' && options.dataDir === undefined;
  const dataDir = throwAway
    ? mkdtempSync(join(tmpdir(), 'amplication-platform-'))
    : resolve(options.dataDir ?? defaultDataDirectory());
  mkdirSync(dataDir, { recursive: true });
  const found = ports === 'free' ? isolatedNeighbours(options) : configuredNeighbours(options);
  return {
    ports,
    servicePorts: ports === 'free' ? await freeServicePorts() : DEFAULT_PORTS,
    services: chooseServices(options, found.emulator),
    dataDir,
    logDir: options.logDir ?? join(dataDir, 'logs'),
    throwAway,
    reset: options.reset ?? false,
    build: options.build ?? process.env.AMPLICATION_BUILT !== '1',
    ...found,
  };
}

function chooseServices(options: PlatformOptions, emulator: boolean): readonly ServiceName[] {
  const services = options.services ?? SERVICE_NAMES;
  return emulator ? services : services.filter((name) => name !== 'bitbucket-emulator');
}

async function freeServicePorts(): Promise<Record<ServiceName, number>> {
  const ports = await freePorts(SERVICE_NAMES.length);
  return Object.fromEntries(SERVICE_NAMES.map((name, index) => [name, ports[index]])) as Record<
    ServiceName,
    number
  >;
}

type Neighbours = Pick<
  PlatformSettings,
  'emulator' | 'databaseUrl' | 'adminDatabaseUrl' | 'brokers' | 'topicPrefix' | 'partitions'
>;

/** For tests and the demo: servers of the test run where there are some, and names of our own on them. */
function isolatedNeighbours(options: PlatformOptions): Neighbours {
  const { TEST_DATABASE_URL, KAFKA_BROKERS } = process.env;
  return {
    emulator: true,
    adminDatabaseUrl: options.adminDatabaseUrl ?? (TEST_DATABASE_URL || undefined),
    brokers: options.brokers ?? splitBrokers(KAFKA_BROKERS),
    topicPrefix: options.topicPrefix ?? `${randomBytes(4).toString('hex')}.`,
    partitions: 2,
  };
}

/** For a developer: what the `.env` files and the environment say, as the services read them. */
function configuredNeighbours(options: PlatformOptions): Neighbours {
  const server = readEnvironment('amplication-server');
  return {
    emulator: usesEmulator(server),
    databaseUrl: options.adminDatabaseUrl ? undefined : server.DATABASE_URL,
    adminDatabaseUrl: options.adminDatabaseUrl,
    brokers: options.brokers ?? splitBrokers(server.KAFKA_BROKERS),
    topicPrefix: options.topicPrefix ?? server.KAFKA_TOPIC_PREFIX ?? '',
    partitions: 12,
  };
}

function splitBrokers(text: string | undefined): string[] | undefined {
  return text ? text.split(',').map((broker) => broker.trim()) : undefined;
}
