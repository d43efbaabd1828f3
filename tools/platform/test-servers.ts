import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startKafka } from './kafka/start-kafka';
import { startPostgres } from './postgres/start-postgres';
import { Cleanup } from './process/cleanup';
import { freePort } from './process/ports';

export interface TestServers {
  /** URL of PostgreSQL's administrator. */
  adminDatabaseUrl: string;
  brokers: string[];
  stop(): Promise<void>;
}

/** One PostgreSQL and one Kafka for a whole test run, on free ports, in a folder that `stop` removes. */
export async function startTestServers(
  report: (line: string) => void,
  signal?: AbortSignal,
): Promise<TestServers> {
  const dataDir = mkdtempSync(join(tmpdir(), 'amplication-test-'));
  const cleanup = new Cleanup();
  cleanup.add(() => rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 }));
  const options = { dataDir, logDir: join(dataDir, 'logs'), reset: false, throwAway: true, report, signal };
  try {
    const postgres = await startPostgres({ ...options, port: await freePort() });
    cleanup.add(postgres.stop);
    const kafka = await startKafka({ ...options, port: await freePort() });
    cleanup.add(kafka.stop);
    return { adminDatabaseUrl: postgres.adminUrl, brokers: kafka.brokers, stop: () => cleanup.run() };
  } catch (error) {
    await cleanup.run().catch(() => undefined);
    throw error;
  }
}
