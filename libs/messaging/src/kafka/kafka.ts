import { Kafka, type logCreator, logLevel, Partitioners, type Producer } from 'kafkajs';
import type { Logger } from 'pino';

/** Largest body that we send, in bytes: the broker's default limit of 1,048,588 less room for headers. */
export const MAX_EVENT_BYTES = 900_000;

export interface KafkaSettings {
  brokers: string[];
  clientId: string;
  logger: Logger;
}

export function createKafka({ brokers, clientId, logger }: KafkaSettings): Kafka {
  return new Kafka({ brokers, clientId, logLevel: logLevel.INFO, logCreator: logTo(logger) });
}

/** A producer that waits for all in-sync replicas and never creates a topic by accident. */
export function createProducer(kafka: Kafka, retries: number): Producer {
  return kafka.producer({
    allowAutoTopicCreation: false,
    createPartitioner: Partitioners.DefaultPartitioner,
    retry: { retries },
  });
}

/**
 * kafkajs reports at ERROR what it then retries by itself, such as a group coordinator that is not there yet
 * right after the broker has started. Such lines become warnings: an error in our log is one that somebody must read.
 */
const RETRIED =
  /ConsumerStopping|coordinator|rebalanc|re-?join|leader|not available|not present|connection (error|timeout)|ECONN|Restarting|disconnected|Failed to connect|Response (GroupCoordinator|Metadata|FindCoordinator|JoinGroup|SyncGroup|Heartbeat|OffsetCommit|Fetch)/i;

function logTo(logger: Logger): logCreator {
  return () =>
    ({ level, namespace, log }) => {
      const { message, timestamp: _timestamp, logger: _name, stack: _stack, ...details } = log;
      const text = `kafka ${namespace}: ${message}`;
      if (level === logLevel.ERROR && !RETRIED.test(`${message} ${String(details['error'] ?? '')}`))
        logger.error(details, text);
      else if (level === logLevel.ERROR || level === logLevel.WARN) logger.warn(details, text);
      else logger.debug(details, text);
    };
}
