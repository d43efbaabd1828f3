import { randomBytes } from 'node:crypto';
import { Kafka, logLevel } from 'kafkajs';
import { testServer } from './database';

export interface TestKafka {
  readonly brokers: string[];
  /** Put before every topic and group of the suite. */
  readonly prefix: string;
  /** A client for looking at what the tested code did. */
  readonly client: Kafka;
  /** Removes the suite's topics and groups. */
  cleanUp(): Promise<void>;
}

/** The broker of KAFKA_BROKERS, with a prefix of the suite's own. */
export function kafkaForTest(): TestKafka {
  const brokers = testServer('KAFKA_BROKERS').split(',');
  const prefix = `t${randomBytes(5).toString('hex')}.`;
  const client = new Kafka({ brokers, clientId: 'test', logLevel: logLevel.NOTHING });
  return { brokers, prefix, client, cleanUp: () => removeAll(client, prefix) };
}

async function removeAll(client: Kafka, prefix: string): Promise<void> {
  const admin = client.admin();
  await admin.connect();
  try {
    const topics = (await admin.listTopics()).filter((topic) => topic.startsWith(prefix));
    if (topics.length > 0) await admin.deleteTopics({ topics });
    const { groups } = await admin.listGroups();
    const ours = groups.map(({ groupId }) => groupId).filter((id) => id.startsWith(prefix));
    // A group that still has a member cannot be deleted; the broker forgets it by itself.
    if (ours.length > 0) await admin.deleteGroups(ours).catch(() => undefined);
  } finally {
    await admin.disconnect();
  }
}
