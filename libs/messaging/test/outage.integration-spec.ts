import { BUILD_REQUESTED, BuildRequested } from '@amplication/contracts';
import { createDatabase, type DatabaseHandle, messagingSchema } from '@amplication/database';
import { startTcpProxy, type TcpProxy, waitFor } from '@amplication/testing';
import { jest } from '@jest/globals';
import { Injectable } from '@nestjs/common';
import { Kafka, logLevel, type Producer } from 'kafkajs';
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { MessagingRuntime, OnEvent, Outbox } from '../src';
import { OutboxRelay } from '../src/sending/outbox-relay';
import { buildRequested, type MessagingFixture, openMessaging } from './fixture';

jest.setTimeout(60_000);

@Injectable()
class Builds {
  readonly handled: string[] = [];

  @OnEvent(BUILD_REQUESTED)
  async handle({ resourceName }: BuildRequested): Promise<void> {
    this.handled.push(resourceName);
  }
}

let messaging: MessagingFixture;
beforeAll(async () => {
  messaging = await openMessaging();
});
afterAll(() => messaging.close());

const rows = () => messaging.handle.db.select().from(messagingSchema.outbox);

describe('a database that is away', () => {
  let proxy: TcpProxy;
  let throughProxy: DatabaseHandle;
  let proxyUrl: URL;
  beforeAll(async () => {
    proxyUrl = new URL(messaging.databaseUrl);
    proxy = await startTcpProxy({ host: proxyUrl.hostname, port: Number(proxyUrl.port) });
    proxyUrl.hostname = proxy.host;
    proxyUrl.port = String(proxy.port);
    throughProxy = createDatabase(proxyUrl.href, { max: 5 });
  });
  afterAll(async () => {
    await throughProxy.close();
    await proxy.close();
  });

  it('costs the service nothing that was sent meanwhile, and is told by its health', async () => {
    const app = await messaging.app('receiver', [Builds], {
      database: { handle: throughProxy, url: proxyUrl.href },
    });
    const { handled } = app.get(Builds);
    const problems = () => app.get(MessagingRuntime).problems();
    proxy.cut();
    for (const resourceName of ['one', 'two'])
      await messaging.send(BUILD_REQUESTED.name, JSON.stringify(buildRequested({ resourceName })), {
        ce_specversion: '1.0',
        ce_id: randomUUID(),
        ce_type: BUILD_REQUESTED.name,
        ce_source: 'test',
      });
    await waitFor(() => problems().some((problem) => problem.startsWith('outbox relay: ')));
    expect(handled).toEqual([]);
    proxy.restore();
    await waitFor(() => handled.length === 2 && problems().length === 0);
    expect(handled).toEqual(['one', 'two']);
    expect(await messaging.messages(`${BUILD_REQUESTED.name}.dlq`)).toEqual([]);

    await messaging.handle.db.transaction((tx) =>
      app.get(Outbox).add(tx, BUILD_REQUESTED, buildRequested({ resourceName: 'three' })),
    );
    await waitFor(() => handled.includes('three'));
  });
});

describe('a broker that is away', () => {
  /** Fails as long as it is told to, then sends for real. */
  function unsteady(producer: Producer): Producer & { failures: number; away: boolean } {
    return Object.assign(Object.create(producer) as Producer, {
      failures: 0,
      away: true,
      async sendBatch(
        this: { failures: number; away: boolean },
        batch: Parameters<Producer['sendBatch']>[0],
      ) {
        if (!this.away) return producer.sendBatch(batch);
        this.failures++;
        throw new Error('no broker');
      },
    });
  }

  it('keeps events in the outbox, and gets all of them in the end', async () => {
    const { brokers, prefix } = messaging.kafka;
    const producer = new Kafka({ brokers, logLevel: logLevel.NOTHING }).producer();
    await producer.connect();
    const flaky = unsteady(producer);
    const relay = new OutboxRelay({
      service: 'stranded',
      databaseUrl: messaging.databaseUrl,
      producer: flaky,
      topicPrefix: prefix,
      logger: pino({ level: 'silent' }),
    });
    relay.start();
    const outbox = new Outbox('stranded');
    for (let index = 0; index < 3; index++)
      await messaging.handle.db.transaction((tx) => outbox.add(tx, BUILD_REQUESTED, buildRequested()));
    await waitFor(() => flaky.failures >= 2);
    expect(relay.whyUnhealthy()).toBe('no broker');
    const waiting = (await rows()).filter((row) => row.service === 'stranded');
    expect(waiting.map((row) => row.sentAt)).toEqual([null, null, null]);
    flaky.away = false;
    await waitFor(async () => (await rows()).every((row) => row.sentAt !== null));
    await relay.stop();
    await producer.disconnect();
    const sent = await messaging.messages(BUILD_REQUESTED.name);
    const ids = sent.map(({ headers }) => headers['ce_id']);
    for (const { eventId } of waiting) expect(ids.filter((id) => id === eventId)).toHaveLength(1);
  });
});
