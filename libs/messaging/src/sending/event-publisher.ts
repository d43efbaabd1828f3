import type { Topic } from '@amplication/contracts';
import type { Producer } from 'kafkajs';
import type { Logger } from 'pino';
import { newEventHeaders } from '../events/cloud-event';
import { serializeBody } from '../events/event-body';

export interface EventPublisherOptions {
  service: string;
  producer: Pick<Producer, 'send'>;
  topicPrefix: string;
  logger: Logger;
}

/** A caller is not held up by a broker that is away. */
const TIME_LIMIT_MS = 2_000;

/** Sends events directly, past the outbox: for progress, where losing one does no harm. */
export class EventPublisher {
  constructor(private readonly options: EventPublisherOptions) {}

  /** Sends an event. Never rejects and takes at most two seconds: what goes wrong is logged. */
  async send<Body extends object>(topic: Topic<Body>, body: Body): Promise<void> {
    const { logger } = this.options;
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<void>((resolve) => {
      timer = setTimeout(() => {
        logger.warn({ topic: topic.name }, 'An event is not sent yet; going on without it');
        resolve();
      }, TIME_LIMIT_MS);
    });
    const sent = this.deliver(topic, body).catch((error: unknown) =>
      logger.warn({ err: error, topic: topic.name }, 'An event was not sent'),
    );
    await Promise.race([sent, tooLate]).finally(() => clearTimeout(timer));
  }

  private async deliver<Body extends object>(topic: Topic<Body>, body: Body): Promise<void> {
    const { service, producer, topicPrefix } = this.options;
    const value = serializeBody(topic, body);
    const key = topic.keyOf(body);
    const headers = newEventHeaders({ topic: topic.name, source: service, subject: key });
    await producer.send({ topic: `${topicPrefix}${topic.name}`, messages: [{ key, value, headers }] });
  }
}
