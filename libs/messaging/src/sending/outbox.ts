import type { Topic } from '@amplication/contracts';
import { messagingSchema, notify, type Transaction } from '@amplication/database';
import { sql } from 'drizzle-orm';
import { newEventHeaders } from '../events/cloud-event';
import { serializeBody } from '../events/event-body';

/** Wakes the relays; the payload is the service whose outbox has a new row. */
export const OUTBOX_CHANNEL = 'messaging_outbox';

/** Events that are sent if, and only if, the transaction that they report is committed. */
export class Outbox {
  constructor(private readonly service: string) {}

  /**
   * Adds an event to the caller's transaction. It reaches Kafka at least once, after the commit.
   * Throws if the body does not validate against the topic's class or is larger than a broker takes.
   */
  async add<Body extends object>(tx: Transaction, topic: Topic<Body>, body: Body): Promise<void> {
    const json = serializeBody(topic, body);
    const key = topic.keyOf(body);
    const headers = newEventHeaders({ topic: topic.name, source: this.service, subject: key });
    await tx.insert(messagingSchema.outbox).values({
      service: this.service,
      topic: topic.name,
      key,
      eventId: headers.ce_id,
      headers,
      body: sql`${json}::jsonb`,
    });
    await notify(tx, OUTBOX_CHANNEL, this.service);
  }
}
