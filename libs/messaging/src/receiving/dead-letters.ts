import { deadLetterTopic } from '@amplication/contracts';
import type { KafkaMessage, Producer } from 'kafkajs';
import { MAX_EVENT_BYTES } from '../kafka/kafka';

export interface DeadLetter {
  /** Topic of the catalogue, without prefix. */
  topic: string;
  partition: number;
  message: KafkaMessage;
  reason: string;
}

/** How much of a body that is too large for a broker is kept. */
const KEPT_BYTES = 64_000;

/** Puts messages that cannot be handled aside, as they came, with the reason in the headers. */
export class DeadLetters {
  constructor(
    private readonly producer: Pick<Producer, 'send'>,
    private readonly prefix: string,
    private readonly service: string,
  ) {}

  async add({ topic, partition, message, reason }: DeadLetter): Promise<void> {
    const size = message.value?.length ?? 0;
    const cut = size > MAX_EVENT_BYTES;
    await this.producer.send({
      topic: `${this.prefix}${deadLetterTopic(topic)}`,
      acks: -1,
      messages: [
        {
          key: message.key,
          value: cut ? (message.value?.subarray(0, KEPT_BYTES) ?? null) : message.value,
          headers: {
            ...message.headers,
            dlq_reason: reason.slice(0, 2_000),
            dlq_topic: topic,
            dlq_partition: String(partition),
            dlq_offset: message.offset,
            dlq_consumer: this.service,
            dlq_time: new Date().toISOString(),
            ...(cut ? { dlq_body_bytes: String(size) } : {}),
          },
        },
      ],
    });
  }
}
