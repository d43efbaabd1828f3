import { deadLetterTopic, TOPICS } from '@amplication/contracts';
import { pause } from '@amplication/foundation';
import type { Admin } from 'kafkajs';
import { pino } from 'pino';
import { createKafka, type KafkaSettings } from './kafka';

/** Dead letters wait for a person, so they are kept for 30 days. */
const DEAD_LETTER_RETENTION_MS = 30 * 24 * 3_600_000;

export interface CreateTopicsOptions {
  brokers: string[];
  prefix?: string;
  /** Partitions of each topic; 12 unless given. A dead-letter topic has one. */
  partitions?: number;
}

/** Creates every topic of the catalogue and its dead-letter topic, if missing. Returns the names of the new ones. */
export async function createTopics(options: CreateTopicsOptions): Promise<string[]> {
  const prefix = options.prefix ?? '';
  const wanted = TOPICS.flatMap(({ name }) => [
    { topic: `${prefix}${name}`, numPartitions: options.partitions ?? 12 },
    {
      topic: `${prefix}${deadLetterTopic(name)}`,
      numPartitions: 1,
      configEntries: [{ name: 'retention.ms', value: String(DEAD_LETTER_RETENTION_MS) }],
    },
  ]);
  return withAdmin(
    { brokers: options.brokers, clientId: 'create-topics', logger: pino({ level: 'silent' }) },
    async (admin) => {
      const present = new Set(await admin.listTopics());
      const missing = wanted.filter(({ topic }) => !present.has(topic));
      // A request of its own for each, so that a topic that another process creates meanwhile is no failure of the others.
      const created = await Promise.all(
        missing.map((topic) => admin.createTopics({ topics: [topic], waitForLeaders: false })),
      );
      await untilDescribed(
        admin,
        missing.map(({ topic }) => topic),
      );
      return missing.filter((_, index) => created[index]).map(({ topic }) => topic);
    },
  );
}

/**
 * Waits until the brokers know new topics and their leaders. kafkajs' own `waitForLeaders` fails while a broker that
 * has just started does not know the topic yet (UNKNOWN_TOPIC_OR_PARTITION).
 */
async function untilDescribed(admin: Admin, topics: string[]): Promise<void> {
  if (topics.length === 0) return;
  const deadline = Date.now() + 15_000;
  for (;;) {
    try {
      await admin.fetchTopicMetadata({ topics });
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await pause(100);
    }
  }
}

/**
 * Waits until all `topics` exist. Says once that it waits and for what; rejects after `timeoutMs` with a message that
 * names the command to run. Kafka being away counts as waiting.
 */
export async function waitForTopics(
  settings: KafkaSettings,
  topics: string[],
  options: { timeoutMs: number; signal?: AbortSignal },
): Promise<void> {
  const deadline = Date.now() + options.timeoutMs;
  let lastReason = '';
  while (!options.signal?.aborted) {
    const reason = await whyNotReady(settings, topics);
    if (reason === null) return;
    if (Date.now() > deadline) throw new Error(reason);
    if (reason !== lastReason) settings.logger.warn(`${reason} Waiting up to ${options.timeoutMs / 1000} s.`);
    lastReason = reason;
    await pause(500, options.signal);
  }
}

async function whyNotReady(settings: KafkaSettings, topics: string[]): Promise<string | null> {
  try {
    const present = new Set(await withAdmin(settings, (admin) => admin.listTopics()));
    const missing = topics.filter((topic) => !present.has(topic));
    if (missing.length === 0) return null;
    return `Kafka lacks the topic${missing.length > 1 ? 's' : ''} ${missing.join(', ')}: run \`npm run topics\`.`;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return `Kafka cannot be used at ${settings.brokers.join(', ')} (KAFKA_BROKERS): ${why}.`;
  }
}

async function withAdmin<Result>(
  settings: KafkaSettings,
  use: (admin: Admin) => Promise<Result>,
): Promise<Result> {
  const admin = createKafka(settings).admin({ retry: { retries: 3 } });
  try {
    await admin.connect();
    return await use(admin);
  } finally {
    await admin.disconnect();
  }
}
