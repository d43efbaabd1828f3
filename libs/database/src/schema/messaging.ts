import { sql } from 'drizzle-orm';
import { bigserial, index, jsonb, pgSchema, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { createdAt, instant } from './columns';

export const messaging = pgSchema('messaging');

/** Events on their way to Kafka: written in the transaction that they report. */
export const outbox = messaging.table(
  'outbox',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    service: text('service').notNull(),
    topic: text('topic').notNull(),
    key: text('key').notNull(),
    eventId: uuid('event_id').notNull(),
    headers: jsonb('headers').$type<Record<string, string>>().notNull(),
    body: jsonb('body').notNull(),
    createdAt: createdAt(),
    sentAt: instant('sent_at'),
  },
  (table) => [
    index('outbox_unsent')
      .on(table.service, table.id)
      .where(sql`sent_at is null`),
  ],
);

/** Events that a service has handled, by `ce_id`: a duplicate is dropped. */
export const inbox = messaging.table(
  'inbox',
  {
    service: text('service').notNull(),
    eventId: text('event_id').notNull(),
    topic: text('topic').notNull(),
    receivedAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.service, table.eventId] })],
);
