import type { KafkaMessage, Producer, ProducerRecord } from 'kafkajs';
import { MAX_EVENT_BYTES } from '../kafka/kafka';
import { DeadLetters } from './dead-letters';

const message = (value: Buffer | null): KafkaMessage => ({
  key: Buffer.from('key'),
  value,
  headers: { ce_id: 'an id' },
  offset: '7',
  timestamp: '0',
  attributes: 0,
});

/** What becomes of a message that is put aside. */
async function putAside(value: Buffer | null, reason = 'The body is not JSON in UTF-8.') {
  const sent: ProducerRecord[] = [];
  const producer: Pick<Producer, 'send'> = {
    send: async (record) => {
      sent.push(record);
      return [];
    },
  };
  const letter = { topic: 'build.requested.v1', partition: 3, message: message(value), reason };
  await new DeadLetters(producer, 'test.', 'receiver').add(letter);
  const [{ topic, acks, messages } = { topic: '', messages: [] }] = sent;
  return { topic, acks, message: messages[0] };
}

describe('a dead letter', () => {
  it('is the message as it came, with why and from where, once all in-sync replicas have it', async () => {
    const letter = await putAside(Buffer.from('{'));
    expect(letter).toMatchObject({ topic: 'test.build.requested.v1.dlq', acks: -1 });
    expect(letter.message?.value).toEqual(Buffer.from('{'));
    expect(letter.message?.key).toEqual(Buffer.from('key'));
    expect(letter.message?.headers).toEqual({
      ce_id: 'an id',
      dlq_reason: 'The body is not JSON in UTF-8.',
      dlq_topic: 'build.requested.v1',
      dlq_partition: '3',
      dlq_offset: '7',
      dlq_consumer: 'receiver',
      dlq_time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    });
  });

  it('keeps a body that is absent absent', async () => {
    expect((await putAside(null)).message?.value).toBeNull();
  });

  it('is cut when a broker would refuse it, and says how large it was', async () => {
    const fits = await putAside(Buffer.alloc(MAX_EVENT_BYTES, 'x'));
    expect(fits.message?.value).toHaveLength(MAX_EVENT_BYTES);
    expect(fits.message?.headers).not.toHaveProperty('dlq_body_bytes');
    const large = await putAside(Buffer.alloc(MAX_EVENT_BYTES + 1, 'x'));
    expect(large.message?.value).toHaveLength(64_000);
    expect(large.message?.headers).toHaveProperty('dlq_body_bytes', String(MAX_EVENT_BYTES + 1));
  });

  it('has no endless reason, as headers count for the limit too', async () => {
    const { message: kept } = await putAside(null, 'x'.repeat(100_000));
    expect(kept?.headers?.['dlq_reason']).toHaveLength(2_000);
  });
});
