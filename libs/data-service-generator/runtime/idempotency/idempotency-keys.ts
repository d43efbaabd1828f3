import { Injectable } from '@nestjs/common';
import { and, eq, lt, sql } from 'drizzle-orm';
import { jsonb, primaryKey, smallint, text, timestamp } from 'drizzle-orm/pg-core';
import { Database } from '../database/database.js';
import { publicSchema } from '../database/public-schema.js';

const table = publicSchema.table(
  '_idempotency_keys',
  {
    subject: text('subject').notNull(),
    route: text('route').notNull(),
    key: text('key').notNull(),
    /** What the key was used for: the digest of the request. */
    request: text('request').notNull(),
    /** How it was answered; empty while that is still under way in the transaction that holds the row. */
    status: smallint('status'),
    headers: jsonb('headers').$type<Record<string, string>>().notNull().default({}),
    body: text('body'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  ({ subject, route, key }) => [primaryKey({ columns: [subject, route, key] })],
);

/** Who used a key, and on which route. */
export interface KeyUse {
  readonly subject: string;
  readonly route: string;
  readonly key: string;
}

export interface KeptAnswer {
  readonly request: string;
  readonly status: number | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

const LIFE = sql`now() - interval '24 hours'`;

/** What was answered to requests with an idempotency key, in the last 24 hours. */
@Injectable()
export class IdempotencyKeys {
  constructor(private readonly database: Database) {}

  /**
   * Takes a key, for the transaction at hand; waits while another one holds it. Returns what was answered when it was
   * used before.
   */
  async take(use: KeyUse, request: string): Promise<KeptAnswer | undefined> {
    await this.database.drizzle.delete(table).where(and(isUse(use), lt(table.createdAt, LIFE)));
    const taken = await this.database.drizzle
      .insert(table)
      .values({ ...use, request })
      .onConflictDoNothing()
      .returning({ key: table.key });
    if (taken.length > 0) return undefined;
    const [kept] = await this.database.drizzle.select().from(table).where(isUse(use));
    if (!kept) throw new Error('An idempotency key was given up while it was read.');
    return kept;
  }

  /** Keeps the answer, together with what the transaction has done. */
  async keep(use: KeyUse, answer: Omit<KeptAnswer, 'request'>): Promise<void> {
    await this.database.drizzle.update(table).set(answer).where(isUse(use));
  }

  /** Forgets what is older than a day. */
  async forgetOld(): Promise<void> {
    await this.database.drizzle.delete(table).where(lt(table.createdAt, LIFE));
  }
}

const isUse = ({ subject, route, key }: KeyUse) =>
  and(eq(table.subject, subject), eq(table.route, route), eq(table.key, key));
