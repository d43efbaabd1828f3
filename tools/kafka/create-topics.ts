import { createTopics } from '@amplication/messaging';
import { readCommandLine } from '../command/command-line';

/**
 * `npm run topics`: creates the topics of the event catalogue and their dead-letter topics where they are missing.
 * Reads KAFKA_BROKERS (127.0.0.1:9092 unless set), KAFKA_TOPIC_PREFIX (none) and KAFKA_PARTITIONS (12).
 */
async function main(): Promise<void> {
  readCommandLine({ name: 'npm run topics', help: 'Creates the topics that are missing.' });
  const brokers = (process.env['KAFKA_BROKERS'] || '127.0.0.1:9092')
    .split(',')
    .map((broker) => broker.trim());
  const partitions = Number(process.env['KAFKA_PARTITIONS'] || 12);
  if (!Number.isInteger(partitions) || partitions < 1)
    throw new Error('KAFKA_PARTITIONS must be a whole number from 1.');
  const created = await createTopics({
    brokers,
    prefix: process.env['KAFKA_TOPIC_PREFIX'] ?? '',
    partitions,
  });
  for (const topic of created) console.log(`created ${topic}`);
  if (created.length === 0) console.log('Every topic exists already.');
}

main().catch((error: unknown) => {
  console.error(`The topics could not be created: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
