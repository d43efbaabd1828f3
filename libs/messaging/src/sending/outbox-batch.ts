import type { Producer } from 'kafkajs';
import type pg from 'pg';

export interface OutboxRow {
  /** bigint, as text. */
  id: string;
  topic: string;
  key: string;
  headers: Record<string, string>;
  /** JSON. */
  body: string;
}

const MAX_ROWS = 200;
/** A broker's size limit applies to the batch of a partition, not for one message; a larger row goes alone. */
const MAX_BYTES = 500_000;

/** The oldest events that wait, cut so that together they stay below a broker's limit. */
export async function readBatch(client: pg.Client, service: string): Promise<OutboxRow[]> {
  const { rows } = await client.query<OutboxRow>(
    `select id::text, topic, key, headers, body from (
       select id, topic, key, headers, body::text,
              sum(octet_length(body::text)) over (order by id) as bytes, row_number() over (order by id) as position
       from (select * from messaging.outbox where service = $1 and sent_at is null order by id limit ${MAX_ROWS}) as waiting
     ) as measured
     where position = 1 or bytes <= ${MAX_BYTES} order by measured.id`,
    [service],
  );
  return rows;
}

/** Sends and waits until all in-sync replicas have the events. */
export async function sendBatch(producer: Producer, prefix: string, batch: OutboxRow[]): Promise<void> {
  const byTopic = new Map<string, OutboxRow[]>();
  for (const row of batch) byTopic.set(row.topic, [...(byTopic.get(row.topic) ?? []), row]);
  await producer.sendBatch({
    acks: -1,
    topicMessages: [...byTopic].map(([topic, rows]) => ({
      topic: `${prefix}${topic}`,
      messages: rows.map(({ key, body, headers }) => ({ key, value: body, headers })),
    })),
  });
}

export async function markSent(client: pg.Client, batch: OutboxRow[]): Promise<void> {
  await client.query('update messaging.outbox set sent_at = now() where id = any($1::bigint[])', [
    batch.map((row) => row.id),
  ]);
}

/**
 * Forgets what was sent a week ago, and the ids of events received a month ago: far longer than Kafka keeps a
 * message (7 days by default), so no duplicate can still come.
 */
export async function prune(client: pg.Client, service: string): Promise<void> {
  await client.query(
    `delete from messaging.outbox where service = $1 and sent_at < now() - interval '7 days'`,
    [service],
  );
  await client.query(
    `delete from messaging.inbox where service = $1 and created_at < now() - interval '30 days'`,
    [service],
  );
}
