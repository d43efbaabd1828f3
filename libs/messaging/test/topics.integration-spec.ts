import { kafkaForTest, type TestKafka, waitFor } from '@amplication/testing';
import { TOPICS } from '@amplication/contracts';
import { pino } from 'pino';
import { createTopics } from '../src';
import { waitForTopics } from '../src/kafka/topics';

describe('waiting for topics', () => {
  let kafka: TestKafka;
  let lines: string[];
  beforeEach(() => {
    kafka = kafkaForTest();
    lines = [];
  });
  afterEach(() => kafka.cleanUp());

  const settings = (brokers = kafka.brokers) => {
    const logger = pino({ level: 'warn' }, { write: (line) => void lines.push(JSON.parse(line).msg) });
    return { brokers, clientId: 'waiting', logger };
  };
  /** Of our own lines: what kafkajs says of a broker that is away is another matter. */
  const said = () => lines.filter((line) => line.includes('Waiting up to'));
  const names = () => TOPICS.map(({ name }) => kafka.prefix + name);

  it('says once which are missing and what makes them, and goes on when they are there', async () => {
    const waiting = waitForTopics(settings(), names(), { timeoutMs: 30_000 });
    await waitFor(() => said().length > 0);
    const [first] = said();
    expect(first).toBe(
      `Kafka lacks the topics ${names().join(', ')}: run \`npm run topics\`. Waiting up to 30 s.`,
    );
    await createTopics({ brokers: kafka.brokers, prefix: kafka.prefix, partitions: 1 });
    await waiting;
    // Half of them may have been there at a look in between, which is another thing to say.
    expect(said().filter((line) => line === first)).toHaveLength(1);
  }, 60_000);

  it('says nothing twice, however often it looks', async () => {
    const missing = `${kafka.prefix}missing`;
    await expect(waitForTopics(settings(), [missing], { timeoutMs: 1_100 })).rejects.toThrow(missing);
    expect(said()).toHaveLength(1);
  }, 30_000);

  it('ends with the reason when the time is up', async () => {
    const missing = `${kafka.prefix}missing`;
    await expect(waitForTopics(settings(), [missing], { timeoutMs: 100 })).rejects.toThrow(
      `Kafka lacks the topic ${missing}: run \`npm run topics\`.`,
    );
  }, 30_000);

  it('counts a broker that is away as waiting, and says where it was looked for', async () => {
    const brokers = ['127.0.0.1:1'];
    await expect(waitForTopics(settings(brokers), names(), { timeoutMs: 100 })).rejects.toThrow(
      /^Kafka cannot be used at 127\.0\.0\.1:1 \(KAFKA_BROKERS\): .{5,}\.$/,
    );
  }, 60_000);

  it('ends without a word when it is no longer wanted', async () => {
    const stopping = new AbortController();
    const waiting = waitForTopics(settings(), names(), { timeoutMs: 30_000, signal: stopping.signal });
    await waitFor(() => said().length > 0);
    stopping.abort();
    await waiting;
  }, 30_000);
});
