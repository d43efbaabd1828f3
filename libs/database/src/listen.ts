import { pause } from '@amplication/foundation';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { DatabaseClient } from './client';
import type { Database, Transaction } from './database';

export interface ListenOptions {
  url: string;
  channel: string;
  /** Called for each NOTIFY on the channel, with its payload. */
  onNotification(payload: string): void;
  /** Called after each (re)connection: notifications in between are lost, so check the state now. */
  onConnected?(): void;
  onLost?(error: Error): void;
}

export interface Listening {
  close(): Promise<void>;
}

const RECONNECT_MS = 1_000;

/** LISTENs on a connection of its own, and opens a new one whenever that is lost. Never rejects. */
export function listen(options: ListenOptions): Listening {
  const closing = new AbortController();
  const done = keepListening(options, closing.signal);
  return {
    close: () => {
      closing.abort();
      return done;
    },
  };
}

async function keepListening(options: ListenOptions, closing: AbortSignal): Promise<void> {
  while (!closing.aborted) {
    try {
      await listenOnce(options, closing);
    } catch (error) {
      options.onLost?.(error instanceof Error ? error : new Error(String(error)));
      await pause(RECONNECT_MS, closing);
    }
  }
}

/** Resolves when asked to close, rejects when the connection is lost. */
async function listenOnce(options: ListenOptions, closing: AbortSignal): Promise<void> {
  const client = new DatabaseClient({
    connectionString: options.url,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    application_name: `listen ${options.channel}`,
  });
  let close: () => void = () => undefined;
  const over = new Promise<void>((resolve, reject) => {
    client.on('error', reject);
    client.on('end', () => reject(new Error('The connection ended.')));
    close = resolve;
  });
  closing.addEventListener('abort', close);
  over.catch(() => undefined);
  client.on('notification', (message) => options.onNotification(message.payload ?? ''));
  try {
    await client.connect();
    await client.query(`listen ${pg.escapeIdentifier(options.channel)}`);
    options.onConnected?.();
    await over;
  } finally {
    closing.removeEventListener('abort', close);
    await client.end().catch(() => undefined);
  }
}

/** Wakes all who listen on a channel; within a transaction, once it is committed. */
export async function notify(db: Database | Transaction, channel: string, payload: string): Promise<void> {
  await db.execute(sql`select pg_notify(${channel}, ${payload})`);
}
