import { randomBytes } from 'node:crypto';
import { migrateDatabase } from '@amplication/database';
import { createTopics } from '@amplication/messaging';
import { startKafka } from './kafka/start-kafka';
import { createOwnDatabase, ensureDatabase } from './postgres/database';
import { startPostgres } from './postgres/start-postgres';
import type { Cleanup } from './process/cleanup';
import { freePort, requireFreePort } from './process/ports';

export const POSTGRES_PORT = 5432;
export const KAFKA_PORT = 9092;
/** As in docker-compose.yml and in the defaults of `libs/service-kit`, so that a service finds either with nothing set. */
const LOCAL_DATABASE = { role: 'amplication', password: 'amplication', database: 'amplication' };

export interface InfrastructureOptions {
  ports: 'default' | 'free';
  dataDir: string;
  logDir: string;
  reset: boolean;
  throwAway: boolean;
  /** A database that is there already: used as it is. */
  databaseUrl?: string | undefined;
  /** A server that is there already: a database of our own is made on it and dropped by the clean-up. */
  adminDatabaseUrl?: string | undefined;
  /** Brokers that are there already. */
  brokers?: readonly string[] | undefined;
  topicPrefix: string;
  partitions: number;
  report: (line: string) => void;
  signal?: AbortSignal | undefined;
}

export interface Infrastructure {
  databaseUrl: string;
  brokers: readonly string[];
}

/** PostgreSQL, migrated, and Kafka with its topics: those that are given, the rest started. `cleanup` undoes it. */
export async function startInfrastructure(
  options: InfrastructureOptions,
  cleanup: Cleanup,
): Promise<Infrastructure> {
  const results = await Promise.allSettled([
    prepareDatabase(options, cleanup),
    prepareKafka(options, cleanup),
  ]);
  const [database, kafka] = results;
  if (database.status === 'rejected') throw database.reason;
  if (kafka.status === 'rejected') throw kafka.reason;
  options.signal?.throwIfAborted();
  return { databaseUrl: database.value, brokers: kafka.value };
}

async function prepareDatabase(options: InfrastructureOptions, cleanup: Cleanup): Promise<string> {
  const url = await findDatabase(options, cleanup);
  options.report('Migrating the database');
  await migrateDatabase(url);
  return url;
}

async function findDatabase(options: InfrastructureOptions, cleanup: Cleanup): Promise<string> {
  if (options.databaseUrl) return options.databaseUrl;
  if (options.adminDatabaseUrl) {
    const name = `platform_${randomBytes(6).toString('hex')}`;
    const { url, drop } = await createOwnDatabase(options.adminDatabaseUrl, name);
    cleanup.add(drop);
    return url;
  }
  const port = options.ports === 'free' ? await freePort() : POSTGRES_PORT;
  options.report('Starting PostgreSQL');
  const server = await startPostgres({ ...options, port });
  cleanup.add(server.stop);
  return ensureDatabase(server.adminUrl, LOCAL_DATABASE);
}

async function prepareKafka(options: InfrastructureOptions, cleanup: Cleanup): Promise<readonly string[]> {
  const brokers = await findBrokers(options, cleanup);
  options.report('Creating the topics');
  await createTopics({ brokers: [...brokers], prefix: options.topicPrefix, partitions: options.partitions });
  return brokers;
}

async function findBrokers(options: InfrastructureOptions, cleanup: Cleanup): Promise<readonly string[]> {
  if (options.brokers) return options.brokers;
  const port = options.ports === 'free' ? await freePort() : KAFKA_PORT;
  const broker = await startKafka({ ...options, port });
  cleanup.add(broker.stop);
  return broker.brokers;
}

/** Makes sure, before anything is started, that the servers which will be started find their ports. */
export async function requireInfrastructurePorts(
  options: Pick<InfrastructureOptions, 'ports' | 'databaseUrl' | 'adminDatabaseUrl' | 'brokers'>,
): Promise<void> {
  if (options.ports === 'free') return;
  const hint = (variable: string) =>
    `Stop the program that uses it, or set ${variable} to use a server of yours.`;
  if (!options.databaseUrl && !options.adminDatabaseUrl)
    await requireFreePort(POSTGRES_PORT, 'PostgreSQL', hint('DATABASE_URL'));
  if (!options.brokers) await requireFreePort(KAFKA_PORT, 'Kafka', hint('KAFKA_BROKERS'));
}
