import { connect } from 'node:net';
import type { HealthCheck } from './health-registry';

/** Ready when the database answers a query. Takes a pool of `pg`, or anything with its `query`. */
export function databaseCheck(pool: { query(text: string): Promise<unknown> }): HealthCheck {
  return async () => {
    await pool.query('select 1');
  };
}

/** Ready when one of the brokers accepts a connection. */
export function kafkaCheck(brokers: string[]): HealthCheck {
  return async (signal) => {
    await Promise.any(brokers.map((broker) => reach(broker, signal))).catch(() => {
      throw new Error(`none of ${brokers.join(', ')} accepts a connection`);
    });
  };
}

function reach(broker: string, signal: AbortSignal): Promise<void> {
  const at = broker.lastIndexOf(':');
  const socket = connect({ host: broker.slice(0, at), port: Number(broker.slice(at + 1)) });
  return new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve).once('error', reject);
    signal.addEventListener('abort', () => reject(new Error('timed out')), { once: true });
  }).finally(() => socket.destroy());
}
