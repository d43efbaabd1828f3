import { MessagingRuntime } from '@amplication/messaging';
import { waitFor } from '@amplication/testing';
import { jest } from '@jest/globals';
import { startServer, type TestServer } from './support/server';

jest.setTimeout(60_000);

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.stop());

const ready = () => fetch(`${server.url}/health/ready`);

it('is ready when its neighbours, its relay and its consumer are well', async () => {
  const answer = await waitFor(async () => {
    const response = await ready();
    return response.status === 200 && response;
  });
  const { details } = (await answer.json()) as { details: Record<string, unknown> };
  expect(Object.keys(details).toSorted()).toEqual(['artifacts', 'database', 'events', 'kafka']);
});

it('is not ready when its consumer is dead', async () => {
  await waitFor(async () => (await ready()).status === 200);
  await server.app.get(MessagingRuntime).beforeApplicationShutdown();
  const answer = await ready();
  expect(answer.status).toBe(503);
  expect(await answer.text()).toContain('consumer: stopped');
});

it('is not ready when its relay has lost the database', async () => {
  await waitFor(async () => (await ready()).status === 200);
  const { db } = server.database;
  const cut = async () => {
    await db.execute(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'amplication-server outbox relay' and datname = current_database()`,
    );
    const answer = await ready();
    return answer.status === 503 && (await answer.text());
  };
  expect(await waitFor(cut)).toContain('outbox relay: ');
});
