import { kafkaForTest, type TestKafka, waitFor } from '@amplication/testing';
import { jest } from '@jest/globals';
import { type EachMessagePayload, Partitioners } from 'kafkajs';

jest.setTimeout(60_000);

/**
 * What we need of kafkajs 2.2.4 on the broker in use. Kafka 4 dropped the protocol versions of before Kafka 2.1
 * (KIP-896), and kafkajs has had no release since.
 */
describe('kafkajs on this broker', () => {
  let kafka: TestKafka;
  let topic: string;
  beforeAll(async () => {
    kafka = kafkaForTest();
    topic = `${kafka.prefix}smoke`;
    const admin = kafka.client.admin();
    await admin.connect();
    expect(await admin.createTopics({ topics: [{ topic, numPartitions: 3 }], waitForLeaders: true })).toBe(
      true,
    );
    expect(await admin.createTopics({ topics: [{ topic, numPartitions: 3 }] })).toBe(false);
    const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
    expect(topics[0]?.partitions).toHaveLength(3);
    await admin.disconnect();
  });
  afterAll(() => kafka.cleanUp());

  async function consume(groupId: string, wanted: number): Promise<EachMessagePayload[]> {
    const seen: EachMessagePayload[] = [];
    const consumer = kafka.client.consumer({ groupId: `${kafka.prefix}${groupId}`, maxWaitTimeInMs: 100 });
    try {
      await consumer.connect();
      await consumer.subscribe({ topic, fromBeginning: true });
      await consumer.run({
        autoCommitThreshold: 1,
        eachMessage: async (payload) => {
          seen.push(payload);
        },
      });
      await waitFor(() => seen.length >= wanted);
    } finally {
      await consumer.disconnect();
    }
    return seen;
  }

  it('sends with an idempotent producer, and a group reads keys, bodies and headers once', async () => {
    const producer = kafka.client.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      createPartitioner: Partitioners.DefaultPartitioner,
    });
    await producer.connect();
    for (let index = 0; index < 10; index++)
      await producer.send({
        topic,
        acks: -1,
        messages: [
          {
            key: `k${index % 4}`,
            value: `v${index}`,
            headers: { ce_id: `id-${index}`, traceparent: '00-a' },
          },
        ],
      });
    const first = await consume('group', 10);
    expect(first.map(({ message }) => message.value?.toString()).sort()).toEqual(
      Array.from({ length: 10 }, (_, index) => `v${index}`),
    );
    const example = first.find(({ message }) => message.value?.toString() === 'v7');
    expect(example?.message.key?.toString()).toBe('k3');
    expect(example?.message.headers?.['ce_id']?.toString()).toBe('id-7');

    // The group's offsets are kept: a new member starts behind what was read.
    await producer.send({ topic, messages: [{ key: 'k', value: 'after' }] });
    await producer.disconnect();
    const second = await consume('group', 1);
    expect(second.map(({ message }) => message.value?.toString())).toEqual(['after']);

    const admin = kafka.client.admin();
    await admin.connect();
    const [committed] = await admin.fetchOffsets({ groupId: `${kafka.prefix}group`, topics: [topic] });
    await admin.disconnect();
    expect(committed?.partitions.reduce((sum, { offset }) => sum + Math.max(0, Number(offset)), 0)).toBe(11);
  });

  it('refuses to send to a topic that does not exist rather than create it', async () => {
    const producer = kafka.client.producer({ allowAutoTopicCreation: false, retry: { retries: 1 } });
    await producer.connect();
    await expect(
      producer.send({ topic: `${kafka.prefix}absent`, messages: [{ value: 'x' }] }),
    ).rejects.toThrow();
    await producer.disconnect();
    const admin = kafka.client.admin();
    await admin.connect();
    expect(await admin.listTopics()).not.toContain(`${kafka.prefix}absent`);
    await admin.disconnect();
  });
});
