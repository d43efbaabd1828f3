import { BUILD_PROGRESS, BUILD_REQUESTED, BuildProgress, BuildRequested } from '@amplication/contracts';
import { messagingSchema, serverSchema } from '@amplication/database';
import { waitFor } from '@amplication/testing';
import { jest } from '@jest/globals';
import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { type EventContext, EventPublisher, OnEvent, Outbox } from '../src';
import { buildProgress, buildRequested, type MessagingFixture, openMessaging } from './fixture';

@Injectable()
class Builds {
  readonly seen: { body: BuildRequested; context: EventContext }[] = [];

  @OnEvent(BUILD_REQUESTED)
  async handle(body: BuildRequested, context: EventContext): Promise<void> {
    this.seen.push({ body, context });
    await context.tx.insert(serverSchema.workspace).values({ id: randomUUID(), name: body.resourceName });
  }
}

@Injectable()
class Progress {
  readonly seen: BuildProgress[] = [];

  @OnEvent(BUILD_PROGRESS)
  async handle(body: BuildProgress): Promise<void> {
    this.seen.push(body);
  }
}

jest.setTimeout(60_000);

let messaging: MessagingFixture;
beforeAll(async () => {
  messaging = await openMessaging();
});
afterAll(() => messaging.close());

describe('an event', () => {
  it('goes from the outbox of one service to the handler of another, once', async () => {
    const sender = await messaging.app('sender');
    const receiver = await messaging.app('receiver', [Builds, Progress]);
    const { db } = messaging.handle;
    const body = buildRequested({ resourceName: 'Café \0 Ünïcode' });

    await db.transaction((tx) => sender.get(Outbox).add(tx, BUILD_REQUESTED, body));
    await expect(
      db.transaction(async (tx) => {
        await sender.get(Outbox).add(tx, BUILD_REQUESTED, buildRequested({ resourceName: 'rolled back' }));
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    const { seen } = receiver.get(Builds);
    await waitFor(() => seen.length > 0);

    expect(seen[0]?.body).toBeInstanceOf(BuildRequested);
    expect(seen[0]?.body).toEqual({ ...body, resourceName: 'Café \uFFFD Ünïcode' });
    const [message] = await messaging.messages(BUILD_REQUESTED.name);
    expect(message?.key).toBe(body.resourceId);
    expect(message?.headers).toEqual({
      ce_specversion: '1.0',
      ce_id: seen[0]?.context.eventId,
      ce_type: 'build.requested.v1',
      ce_source: 'sender',
      ce_time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      ce_subject: body.resourceId,
      'content-type': 'application/json',
    });
    await waitFor(async () => (await db.select().from(messagingSchema.outbox))[0]?.sentAt != null);

    // The same message once more, as after a relay that was killed before it could mark the row.
    await messaging.send(BUILD_REQUESTED.name, message?.value ?? '', message?.headers ?? {});
    const next = buildRequested({ resourceName: 'next' });
    await db.transaction((tx) => sender.get(Outbox).add(tx, BUILD_REQUESTED, next));
    await waitFor(() => seen.some((event) => event.body.resourceName === 'next'));
    const names = (await db.select().from(serverSchema.workspace)).map((row) => row.name).sort();
    expect(names).toEqual(['Café \uFFFD Ünïcode', 'next']);

    const progress = buildProgress();
    await sender.get(EventPublisher).send(BUILD_PROGRESS, progress);
    await waitFor(() => receiver.get(Progress).seen.length > 0);
    expect(receiver.get(Progress).seen).toEqual([progress]);
  });
});
