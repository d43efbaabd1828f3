import { contextOf } from '@amplication/foundation';
import { context, propagation, trace } from '@opentelemetry/api';
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { newEventHeaders, readEventHeaders } from './cloud-event';

const TOPIC = 'build.requested.v1';
const headers = { ce_specversion: '1.0', ce_type: TOPIC, ce_id: 'an id' };

describe('the headers of an event', () => {
  it('that is new are read back by its receiver, and each event has an id of its own', () => {
    const event = { topic: TOPIC, source: 'sender', subject: 'key' };
    const [first, second] = [newEventHeaders(event), newEventHeaders(event)];
    expect(readEventHeaders(first, TOPIC)).toEqual({ id: first.ce_id, traceparent: undefined });
    expect(first.ce_id).not.toBe(second.ce_id);
  });

  it('may be bytes and may stand several times, as Kafka has them', () => {
    const received = {
      ...headers,
      ce_id: [Buffer.from('an id'), 'another'],
      traceparent: Buffer.from('00-a'),
    };
    expect(readEventHeaders(received, TOPIC)).toEqual({ id: 'an id', traceparent: '00-a' });
  });

  it.each([
    ['no headers at all', undefined, 'ce_specversion must be 1.0, not absent'],
    ['another version', { ...headers, ce_specversion: '0.3' }, 'ce_specversion must be 1.0, not 0.3'],
    ['another type', { ...headers, ce_type: 'build.failed.v1' }, `ce_type must be ${TOPIC}`],
    ['no id', { ...headers, ce_id: undefined }, 'ce_id is missing'],
    ['an empty id', { ...headers, ce_id: '' }, 'ce_id is missing'],
    ['an id that the inbox cannot hold', { ...headers, ce_id: 'x'.repeat(256) }, 'at most 255 characters'],
    ['an id that PostgreSQL cannot store', { ...headers, ce_id: 'a\0' }, 'ce_id must be a text'],
  ])('are refused with %s', (_what, received, reason) => {
    expect(() => readEventHeaders(received, TOPIC)).toThrow(reason);
  });

  it('are taken with an id as long as the inbox can hold', () => {
    const id = 'x'.repeat(255);
    expect(readEventHeaders({ ...headers, ce_id: id }, TOPIC).id).toBe(id);
  });
});

describe('an event that is sent within a trace', () => {
  const provider = new NodeTracerProvider();
  beforeAll(() => provider.register());
  afterAll(async () => {
    for (const global of [context, trace, propagation]) global.disable();
    await provider.shutdown();
  });

  it('carries it, so that its receiver goes on with it', () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const event = { topic: TOPIC, source: 'sender', subject: 'key' };
    const sent = context.with(contextOf(traceparent), () => newEventHeaders(event));
    expect(readEventHeaders(sent, TOPIC).traceparent).toBe(traceparent);
    expect(newEventHeaders(event)).not.toHaveProperty('traceparent');
  });
});
