import { startTestServers } from '../platform';

export interface TestEnvironment {
  env: NodeJS.ProcessEnv;
  stop(): Promise<void>;
}

/** Variables by which the tests find their servers: those of TEST_DATABASE_URL and KAFKA_BROKERS, else new ones. */
export async function prepareTestEnvironment(signal?: AbortSignal): Promise<TestEnvironment> {
  const { TEST_DATABASE_URL, KAFKA_BROKERS } = process.env;
  if (TEST_DATABASE_URL && KAFKA_BROKERS) return { env: process.env, stop: () => Promise.resolve() };
  const servers = await startTestServers((line) => console.log(line), signal);
  return {
    env: {
      ...process.env,
      TEST_DATABASE_URL: servers.adminDatabaseUrl,
      KAFKA_BROKERS: servers.brokers.join(','),
    },
    stop: () => servers.stop(),
  };
}
