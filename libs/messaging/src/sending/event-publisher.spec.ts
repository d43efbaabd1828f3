import { BUILD_PROGRESS } from '@amplication/contracts';
import { jest } from '@jest/globals';
import type { ProducerRecord } from 'kafkajs';
import { pino } from 'pino';
import { EventPublisher } from './event-publisher';

const progress = (message = 'Generated 12 files') => ({
  buildId: '6f1f24f5-0f3c-4f0c-9f5d-0d7b0a4b1c2d',
  attempt: 1,
  step: 'generate' as const,
  level: 'info' as const,
  message,
  at: '2026-11-24T10:00:00.000Z',
});

let said: string[];
beforeEach(() => {
  jest.useFakeTimers();
  said = [];
});
afterEach(() => {
  jest.useRealTimers();
});

function publisher(send: (record: ProducerRecord) => Promise<[]>): EventPublisher {
  const logger = pino({ level: 'warn' }, { write: (line) => void said.push(JSON.parse(line).msg) });
  return new EventPublisher({ service: 'sender', producer: { send }, topicPrefix: 'test.', logger });
}

it('sends an event as the outbox would, and leaves no timer behind', async () => {
  const sent: ProducerRecord[] = [];
  await publisher(async (record) => {
    sent.push(record);
    return [];
  }).send(BUILD_PROGRESS, progress());
  expect(sent).toEqual([
    {
      topic: `test.${BUILD_PROGRESS.name}`,
      messages: [
        {
          key: progress().buildId,
          value: JSON.stringify(progress()),
          headers: expect.objectContaining({
            ce_type: BUILD_PROGRESS.name,
            ce_source: 'sender',
            ce_subject: progress().buildId,
          }),
        },
      ],
    },
  ]);
  expect(said).toEqual([]);
  expect(jest.getTimerCount()).toBe(0);
});

it('holds nobody up for more than two seconds, and says that the event is still under way', async () => {
  let isDone = false;
  const sending = publisher(() => new Promise(() => undefined))
    .send(BUILD_PROGRESS, progress())
    .then(() => (isDone = true));
  await jest.advanceTimersByTimeAsync(1_900);
  expect(isDone).toBe(false);
  await jest.advanceTimersByTimeAsync(200);
  await sending;
  expect(said).toEqual(['An event is not sent yet; going on without it']);
});

it.each([
  ['a broker that is away', progress(), () => Promise.reject(new Error('no broker'))],
  ['a body that is not valid', progress(''), async (): Promise<[]> => []],
])('goes on after %s, and says so', async (_what, body, send) => {
  await publisher(send).send(BUILD_PROGRESS, body);
  expect(said).toEqual(['An event was not sent']);
  expect(jest.getTimerCount()).toBe(0);
});
