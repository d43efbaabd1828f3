import {
  BUILD_COMPLETED,
  BUILD_PROGRESS,
  BUILD_REQUESTED,
  BuildCompleted,
  BuildRequested,
  TOPICS,
} from '@amplication/contracts';
import { messagingSchema } from '@amplication/database';
import { waitFor } from '@amplication/testing';
import { jest } from '@jest/globals';
import { Injectable } from '@nestjs/common';
import { sql } from 'drizzle-orm';
import { createTopics, EventPublisher, MessagingRuntime, OnEvent, Outbox } from '../src';
import { KafkaConnection } from '../src/kafka/kafka-connection';
import { buildProgress, buildRequested, type MessagingFixture, openMessaging } from './fixture';

jest.setTimeout(60_000);

@Injectable()
class Builds {
  readonly handled: string[] = [];
  hold: Promise<void> = Promise.resolve();
  begun = 0;

  @OnEvent(BUILD_REQUESTED)
  async handle({ resourceName }: BuildRequested): Promise<void> {
    this.begun++;
    await this.hold;
    this.handled.push(resourceName);
  }
}

@Injectable()
class OtherBuilds {
  @OnEvent(BUILD_REQUESTED)
  async handleToo(_body: BuildRequested): Promise<void> {}
}

@Injectable()
class CompletedBuilds {
  @OnEvent(BUILD_COMPLETED)
  async handle(_body: BuildCompleted): Promise<void> {}
}

let messaging: MessagingFixture;
afterEach(() => messaging.close());

const add = (outbox: Outbox, resourceName: string) =>
  messaging.handle.db.transaction((tx) => outbox.add(tx, BUILD_REQUESTED, buildRequested({ resourceName })));

async function allSent(): Promise<void> {
  await waitFor(async () =>
    (await messaging.handle.db.select().from(messagingSchema.outbox)).every((row) => row.sentAt !== null),
  );
}

describe('topics', () => {
  it('are created once each, with their dead-letter topics', async () => {
    messaging = await openMessaging({ topics: false });
    const { brokers, prefix, client } = messaging.kafka;
    const both = await Promise.all([1, 2].map(() => createTopics({ brokers, prefix, partitions: 3 })));
    const names = TOPICS.flatMap(({ name }) => [`${prefix}${name}`, `${prefix}${name}.dlq`]);
    expect(both.flat().sort()).toEqual(names.sort());
    expect(await createTopics({ brokers, prefix, partitions: 3 })).toEqual([]);
    const admin = client.admin();
    await admin.connect();
    const { topics } = await admin.fetchTopicMetadata({ topics: names });
    await admin.disconnect();
    for (const topic of topics) expect(topic.partitions).toHaveLength(topic.name.endsWith('.dlq') ? 1 : 3);
  });

  it('that are missing are waited for, and then named with the command that creates them', async () => {
    messaging = await openMessaging({ topics: false });
    const { brokers, prefix } = messaging.kafka;
    await expect(messaging.app('receiver', [Builds], { topicsTimeoutMs: 100 })).rejects.toThrow(
      `Kafka lacks the topics ${prefix}build.requested.v1, ${prefix}build.requested.v1.dlq: run \`npm run topics\`.`,
    );
    const starting = messaging.app('late', [Builds]);
    await createTopics({ brokers, prefix, partitions: 1 });
    await starting;
  });
});

describe('an application', () => {
  it('with two handlers of one topic does not start', async () => {
    messaging = await openMessaging();
    await expect(messaging.app('receiver', [Builds, OtherBuilds])).rejects.toThrow(
      'Two handlers for build.requested.v1: Builds.handle and OtherBuilds.handleToo.',
    );
  });

  it('does not start without a handler of a topic that the catalogue sends to it', async () => {
    messaging = await openMessaging();
    await expect(messaging.app('amplication-build-manager')).rejects.toThrow(
      'amplication-build-manager has no handler for build.requested.v1, which the catalogue sends to it.',
    );
    await messaging.app('amplication-build-manager', [Builds]);
  });

  it('does not start with a handler of a topic that the catalogue sends to others', async () => {
    messaging = await openMessaging();
    await expect(
      messaging.app('amplication-git-pull-request-service', [Builds, CompletedBuilds]),
    ).rejects.toThrow(
      'Builds.handle handles build.requested.v1, which the catalogue does not send to amplication-git-pull-request-service.',
    );
  });

  it('that shuts down finishes the message it is at, and leaves the rest to the next', async () => {
    messaging = await openMessaging();
    const first = await messaging.app('receiver', [Builds]);
    const builds = first.get(Builds);
    let release: () => void = () => undefined;
    builds.hold = new Promise((resolve) => (release = resolve));
    for (const name of ['a', 'b', 'c']) await add(first.get(Outbox), name);
    await waitFor(() => builds.begun > 0);
    const closing = first.close();
    release();
    await closing;
    const second = await messaging.app('receiver', [Builds]);
    const rest = second.get(Builds);
    await waitFor(() => builds.handled.length + rest.handled.length >= 3);
    expect([...builds.handled, ...rest.handled].sort()).toEqual(['a', 'b', 'c']);
  });

  it('that shuts down leaves its group at once and no connection to Kafka, and relays nothing more', async () => {
    messaging = await openMessaging();
    const app = await messaging.app('receiver', [Builds]);
    const { kafka, relayProducer, publishProducer } = app.get(KafkaConnection);
    const disconnected: string[] = [];
    relayProducer.on(relayProducer.events.DISCONNECT, () => void disconnected.push('relay'));
    publishProducer.on(publishProducer.events.DISCONNECT, () => void disconnected.push('publish'));
    await app.close();
    expect(disconnected.sort()).toEqual(['publish', 'relay']);
    const admin = kafka.admin();
    await admin.connect();
    const { groups } = await admin.describeGroups([`${messaging.kafka.prefix}receiver`]);
    await admin.disconnect();
    expect(groups.map(({ members, state }) => [members, state])).toEqual([[[], 'Empty']]);
    expect(app.get(MessagingRuntime).problems()).toEqual(['outbox relay: stopped', 'consumer: stopped']);
  });

  it('goes on after its database connections were cut', async () => {
    messaging = await openMessaging();
    const app = await messaging.app('receiver', [Builds]);
    await add(app.get(Outbox), 'before');
    await waitFor(() => app.get(Builds).handled.includes('before'));
    await messaging.handle.db.execute(
      sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    );
    await waitFor(() => add(app.get(Outbox), 'after').then(() => true));
    await waitFor(() => app.get(Builds).handled.includes('after'));
    await waitFor(() => app.get(MessagingRuntime).problems().length === 0);
  });
});

describe('the outbox', () => {
  it('of two processes of one service is relayed by one of them, and by the other when that ends', async () => {
    messaging = await openMessaging();
    const first = await messaging.app('sender');
    const second = await messaging.app('sender');
    const leaders = async () => {
      const { rows } = await messaging.handle.db.execute<{ pid: number }>(
        sql`select pid from pg_locks where locktype = 'advisory' and granted and classid = 7306114
            and database = (select oid from pg_database where datname = current_database())`,
      );
      return rows.map(({ pid }) => pid);
    };
    const before = await waitFor(async () => (await leaders()).length === 1 && leaders());
    for (let index = 0; index < 20; index++) await add(second.get(Outbox), `a${index}`);
    await allSent();
    await first.close();
    await waitFor(async () => (await leaders()).length === 1);
    await add(second.get(Outbox), 'b');
    await allSent();
    const messages = await messaging.messages(BUILD_REQUESTED.name);
    expect(messages).toHaveLength(21);
    expect(new Set(messages.map(({ headers }) => headers['ce_id'])).size).toBe(21);
    expect(before).toHaveLength(1);
  });

  it('sends an event when it is committed, and not at its next look', async () => {
    messaging = await openMessaging();
    const app = await messaging.app('sender');
    const startedAt = Date.now();
    for (let index = 0; index < 6; index++) {
      await add(app.get(Outbox), `a${index}`);
      await allSent();
    }
    // It looks every two seconds, which would be ten for the last five.
    expect(Date.now() - startedAt).toBeLessThan(8_000);
  });

  it('sends rows that are large together in batches that the broker takes', async () => {
    messaging = await openMessaging();
    const app = await messaging.app('sender');
    const { db } = messaging.handle;
    const body = 'x'.repeat(9_990);
    const resourceId = buildRequested().resourceId;
    // One key, so one partition: a broker limits what one batch of a partition holds.
    await db.transaction(async (tx) => {
      for (let index = 0; index < 150; index++)
        await app
          .get(Outbox)
          .add(tx, BUILD_REQUESTED, buildRequested({ resourceId, commit: { title: 't', body } }));
    });
    await allSent();
    expect(await messaging.messages(BUILD_REQUESTED.name)).toHaveLength(150);
  });

  it('refuses what does not validate or is too large, with the transaction that it reports', async () => {
    messaging = await openMessaging();
    const outbox = new Outbox('sender');
    await expect(add(outbox, '')).rejects.toThrow('resourceName');
    expect(await messaging.handle.db.select().from(messagingSchema.outbox)).toEqual([]);
  });

  it('forgets what was sent long ago, and no event that waits', async () => {
    messaging = await openMessaging();
    const { db } = messaging.handle;
    const outbox = new Outbox('sender');
    for (const name of ['old', 'new']) await add(outbox, name);
    await db.execute(
      sql`update messaging.outbox set sent_at = now() - interval '8 days' where body->>'resourceName' = 'old'`,
    );
    await db.execute(
      sql`insert into messaging.inbox (service, event_id, topic, created_at) values
          ('sender', 'old', 't', now() - interval '31 days'), ('sender', 'new', 't', now()),
          ('other', 'old', 't', now() - interval '31 days')`,
    );
    await messaging.app('sender');
    await allSent();
    await waitFor(async () => (await db.select().from(messagingSchema.outbox)).length === 1);
    await waitFor(async () => (await db.select().from(messagingSchema.inbox)).length === 2);
    const left = await db.select().from(messagingSchema.inbox);
    expect(left.map(({ service, eventId }) => `${service} ${eventId}`).sort()).toEqual([
      'other old',
      'sender new',
    ]);
  });
});

describe('the publisher', () => {
  it('never rejects: not for an invalid body, nor for a topic that is away', async () => {
    messaging = await openMessaging({ topics: false });
    const app = await messaging.app('sender');
    const publisher = app.get(EventPublisher);
    const startedAt = Date.now();
    await publisher.send(BUILD_PROGRESS, buildProgress());
    await publisher.send(BUILD_PROGRESS, buildProgress({ message: '' }));
    expect(Date.now() - startedAt).toBeLessThan(5_000);
  });
});
