import { connect } from 'node:net';
import type { HealthCheck } from '@amplication/foundation';

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
