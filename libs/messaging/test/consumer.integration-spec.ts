import { BUILD_REQUESTED, BuildRequested, DomainError } from '@amplication/contracts';
import { messagingSchema, serverSchema } from '@amplication/database';
import { waitFor } from '@amplication/testing';
import { jest } from '@jest/globals';
import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { type EventContext, OnEvent } from '../src';
import { buildRequested, type MessagingFixture, openMessaging } from './fixture';

jest.setTimeout(60_000);

@Injectable()
class Builds {
  readonly handled: string[] = [];
  readonly calls = new Map<string, number>();

  @OnEvent(BUILD_REQUESTED)
  async handle({ resourceName }: BuildRequested, { tx }: EventContext): Promise<void> {
    const call = (this.calls.get(resourceName) ?? 0) + 1;
    this.calls.set(resourceName, call);
    await tx.insert(serverSchema.workspace).values({ id: randomUUID(), name: resourceName });
    if (resourceName === 'poison') throw new DomainError('MODEL_INVALID', 'not for us');
    if (resourceName === 'odd') throw new Error('secret', { cause: new Error('the cause') });
    if (resourceName === 'second time' && call === 1) throw new Error('not yet');
    if (resourceName === 'patient' && call < 7) throw new DomainError('BITBUCKET_UNREACHABLE');
    this.handled.push(resourceName);
  }
}

const TOPIC = BUILD_REQUESTED.name;
const DLQ = `${TOPIC}.dlq`;

let messaging: MessagingFixture;
let builds: Builds;
beforeAll(async () => {
  messaging = await openMessaging();
  builds = (await messaging.app('receiver', [Builds])).get(Builds);
});
afterAll(() => messaging.close());

const headers = (changes: Record<string, string> = {}) => ({
  ce_specversion: '1.0',
  ce_id: randomUUID(),
  ce_type: TOPIC,
  ce_source: 'test',
  'content-type': 'application/json',
  ...changes,
});

/** Sends a message, then a good one behind it in the same partition, and waits for that. */
async function sendThenGoOn(
  value: string | Buffer | null,
  withHeaders: Record<string, string>,
): Promise<void> {
  const marker = `marker ${randomUUID()}`;
  await messaging.send(TOPIC, value, withHeaders);
  await messaging.send(TOPIC, JSON.stringify(buildRequested({ resourceName: marker })), headers());
  await waitFor(() => builds.handled.includes(marker), { timeoutMs: 30_000 });
}

async function deadLetterOf(id: string) {
  return (await messaging.messages(DLQ)).find((message) => message.headers['x-case'] === id);
}

const json = (changes: object) => JSON.stringify({ ...buildRequested(), ...changes });

describe('a message that cannot be handled goes to the dead-letter topic with the reason, and the consumer goes on', () => {
  const cases: [string, string | Buffer | null, Record<string, string>, RegExp][] = [
    ['without a body', null, {}, /no body/],
    ['with an empty body', '', {}, /not JSON/],
    ['that is not JSON', '{"buildId":', {}, /not JSON/],
    ['that is not UTF-8', Buffer.from([0x22, 0xff, 0xfe, 0x22]), {}, /not JSON/],
    ['that is a list', '[]', {}, /not a JSON object/],
    ['that is null', 'null', {}, /not a JSON object/],
    ['nested a hundred thousand deep', '['.repeat(100_000) + ']'.repeat(100_000), {}, /not (a )?JSON/],
    ['that lacks fields', '{}', {}, /buildId: .*resourceId: /],
    ['with a wrong field', json({ attempt: 'one' }), {}, /attempt: /],
    ['with a wrong nested field', json({ commit: { title: 7, body: '' } }), {}, /commit\.title: /],
    ['with a NUL character', json({ resourceName: 'a\0b' }), {}, /NUL/],
    ['with half a surrogate pair', json({}).replace('Orders', '\\ud800'), {}, /surrogate/],
    ['without ce_id', json({}), { ce_id: '' }, /ce_id is missing/],
    ['with an endless ce_id', json({}), { ce_id: 'x'.repeat(300) }, /ce_id must be/],
    ['of another CloudEvents version', json({}), { ce_specversion: '0.3' }, /ce_specversion/],
    ['of another type', json({}), { ce_type: 'build.failed.v1' }, /ce_type/],
  ];
  it.each(cases)('%s', async (name, value, changes, reason) => {
    await sendThenGoOn(value, headers({ 'x-case': name, ...changes }));
    const letter = await deadLetterOf(name);
    expect(letter?.headers['dlq_reason']).toMatch(reason);
    expect(letter?.headers).toMatchObject({ dlq_topic: TOPIC, dlq_consumer: 'receiver' });
    expect(letter?.headers['dlq_offset']).toMatch(/^\d+$/);
    if (!Buffer.isBuffer(value)) expect(letter?.value).toBe(value);
    expect(letter?.key).toBe('key');
  });

  it('on which the handler fails five times; its writes are rolled back', async () => {
    await sendThenGoOn(json({ resourceName: 'poison' }), headers({ 'x-case': 'poison' }));
    expect((await deadLetterOf('poison'))?.headers['dlq_reason']).toBe(
      'The handler failed 5 times: MODEL_INVALID: not for us',
    );
    expect(builds.calls.get('poison')).toBe(5);
    const rows = await messaging.handle.db.select().from(serverSchema.workspace);
    expect(rows.map((row) => row.name)).not.toContain('poison');
  });

  it('and tells of an unknown error only its root cause', async () => {
    await sendThenGoOn(json({ resourceName: 'odd' }), headers({ 'x-case': 'odd' }));
    expect((await deadLetterOf('odd'))?.headers['dlq_reason']).toBe(
      'The handler failed 5 times: Error: the cause',
    );
  });
});

describe('a message', () => {
  it('with fields that are not known yet is handled', async () => {
    const name = 'newer producer';
    await sendThenGoOn(
      json({ resourceName: name, colour: 'blue', commit: { title: 't', body: '', x: 1 } }),
      headers(),
    );
    expect(builds.handled).toContain(name);
  });

  it('that fails once is tried again and handled once', async () => {
    const id = randomUUID();
    await sendThenGoOn(json({ resourceName: 'second time' }), headers({ ce_id: id }));
    expect(builds.calls.get('second time')).toBe(2);
    const rows = await messaging.handle.db.select().from(serverSchema.workspace);
    expect(rows.filter((row) => row.name === 'second time')).toHaveLength(1);
    const inbox = await messaging.handle.db.select().from(messagingSchema.inbox);
    expect(inbox.filter((row) => row.eventId === id)).toEqual([
      expect.objectContaining({ service: 'receiver', topic: TOPIC }),
    ]);
  });

  it('whose failure passes by itself is waited for, beyond five tries', async () => {
    await sendThenGoOn(json({ resourceName: 'patient' }), headers());
    expect(builds.calls.get('patient')).toBe(7);
    expect(builds.handled.filter((name) => name === 'patient')).toHaveLength(1);
  });
});
