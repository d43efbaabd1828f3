import { BUILD_PROGRESS } from '@amplication/contracts';
import { kafkaForTest, type TestKafka, waitFor } from '@amplication/testing';
import { KafkaJSNonRetriableError } from 'kafkajs';
import { pino } from 'pino';
import { createTopics } from '../src';
import { EventConsumer } from '../src/receiving/event-consumer';

/** kafkajs ends its consumer for good after an error that it does not try again. */
describe('a consumer that kafkajs has given up', () => {
  let kafka: TestKafka;
  let lines: { msg: string; restartsItself?: boolean }[];
  let stops: (() => Promise<unknown>)[];
  beforeEach(async () => {
    kafka = kafkaForTest();
    lines = [];
    stops = [];
    await createTopics({ brokers: kafka.brokers, prefix: kafka.prefix, partitions: 1 });
  });
  afterEach(async () => {
    for (const stop of stops) await stop();
    await kafka.cleanUp();
  });

  /** A consumer whose handling of a message fails as often as there are errors. */
  function consumer(errors: Error[], handled: string[]): EventConsumer {
    const { name } = BUILD_PROGRESS;
    const made = new EventConsumer({
      kafka: kafka.client,
      groupId: `${kafka.prefix}restart`,
      topicPrefix: kafka.prefix,
      handlers: new Map([[name, { name, body: class {}, handle: async () => undefined }]]),
      processor: {
        process: async (_handler, { message }) => {
          const error = errors.shift();
          if (error) throw error;
          handled.push(String(message.value));
        },
      },
      logger: pino({ level: 'warn' }, { write: (line) => void lines.push(JSON.parse(line)) }),
    });
    stops.push(() => made.stop());
    return made;
  }

  async function send(value: string): Promise<void> {
    const producer = kafka.client.producer();
    await producer.connect();
    await producer.send({ topic: kafka.prefix + BUILD_PROGRESS.name, messages: [{ key: 'k', value }] });
    await producer.disconnect();
  }

  it('is started again, says meanwhile what is wrong, and loses no message', async () => {
    const handled: string[] = [];
    const made = consumer(
      [new KafkaJSNonRetriableError('not again'), new KafkaJSNonRetriableError('nor now')],
      handled,
    );
    expect(made.whyUnhealthy()).toBe('has not joined its group yet');
    await made.start();
    await waitFor(() => made.whyUnhealthy() === null, { timeoutMs: 30_000 });
    await send('first');
    await waitFor(() => made.whyUnhealthy() === 'not again', { timeoutMs: 30_000 });
    await waitFor(() => handled.length === 1, { timeoutMs: 60_000, what: 'the message after the restarts' });
    expect(handled).toEqual(['first']);
    expect(made.whyUnhealthy()).toBeNull();
    const interruptions = lines.filter(({ msg }) => msg === 'The Kafka consumer was interrupted');
    expect(interruptions.map(({ restartsItself }) => restartsItself)).toEqual([false, false]);
  }, 120_000);

  it('is not started again once it is stopping', async () => {
    const made = consumer([new KafkaJSNonRetriableError('not again')], []);
    await made.start();
    await waitFor(() => made.whyUnhealthy() === null, { timeoutMs: 30_000 });
    await send('first');
    await waitFor(() => made.whyUnhealthy() === 'not again', { timeoutMs: 30_000 });
    await made.stop();
    expect(made.whyUnhealthy()).toBe('stopped');
  }, 120_000);
});
