import { createTopics } from '@amplication/messaging';
import { KafkaEnv, loadConfig } from '@amplication/service-kit';

/**
 * Makes the topics on a developer's broker, so that `docker compose up -d` is all that a service needs. Without a
 * broker the service itself says what it misses.
 */
export async function ensureTopics(app: string, environment: NodeJS.ProcessEnv): Promise<void> {
  try {
    const { KAFKA_BROKERS, KAFKA_TOPIC_PREFIX } = loadConfig(KafkaEnv, { app, environment });
    await createTopics({ brokers: KAFKA_BROKERS, prefix: KAFKA_TOPIC_PREFIX });
  } catch {
    // A wrong variable or a broker that is away: the service checks both and says it better.
  }
}
