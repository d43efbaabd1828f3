import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Kafka, logLevel } from 'kafkajs';
import { waitUntilReady } from '../process/wait-until';
import { startDockerBroker } from './docker-broker';
import { findKafkaRuntime } from './find-runtime';
import { jarsFolder } from './jars';
import { startJavaBroker } from './java-broker';

export interface KafkaOptions {
  port: number;
  dataDir: string;
  logDir: string;
  reset: boolean;
  /** The data are thrown away afterwards. */
  throwAway: boolean;
  report: (line: string) => void;
  signal?: AbortSignal | undefined;
}

export interface RunningKafka {
  brokers: string[];
  stop(): Promise<void>;
}

/** Starts a Kafka broker on 127.0.0.1, by Docker or by Java, and waits until it answers. */
export async function startKafka(options: KafkaOptions): Promise<RunningKafka> {
  const runtime = await findKafkaRuntime(existsSync(jarsFolder()));
  options.report(`Starting Kafka (${runtime === 'docker' ? 'Docker' : 'Java'})`);
  const broker = await (runtime === 'docker' ? startDockerBroker(options) : startJavaBroker(options));
  const stop = async () => {
    await broker.stop(20_000);
    if (options.throwAway) rmSync(join(options.dataDir, 'kafka'), { recursive: true, force: true });
  };
  const brokers = [`127.0.0.1:${options.port}`];
  try {
    await waitUntilReady('Kafka', broker, () => askForTopics(brokers), { signal: options.signal });
  } catch (error) {
    await stop();
    throw error;
  }
  return { brokers, stop };
}

/** Resolves when the brokers answer. */
export async function askForTopics(brokers: string[]): Promise<void> {
  const kafka = new Kafka({
    clientId: 'amplication-tools',
    brokers,
    logLevel: logLevel.NOTHING,
    retry: { retries: 0 },
  });
  const admin = kafka.admin();
  try {
    await admin.connect();
    await admin.listTopics();
  } finally {
    await admin.disconnect();
  }
}
