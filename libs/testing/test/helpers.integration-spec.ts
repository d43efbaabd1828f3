import { jest } from '@jest/globals';
import { createTestDatabase, kafkaForTest } from '../src';
import pg from 'pg';

jest.setTimeout(60_000);

describe('a test database', () => {
  it('is empty, has a name of its own, and is gone when dropped, even while it is in use', async () => {
    const [first, second] = await Promise.all([createTestDatabase(), createTestDatabase()]);
    expect(first.url).not.toBe(second.url);
    const client = new pg.Client({ connectionString: first.url });
    client.on('error', () => undefined);
    await client.connect();
    const { rows } = await client.query(`select * from pg_tables where schemaname = 'public'`);
    expect(rows).toEqual([]);
    await first.drop();
    await second.drop();
    await expect(new pg.Client({ connectionString: first.url }).connect()).rejects.toThrow('does not exist');
  });
});

describe('kafka for a test', () => {
  it('removes the topics of its prefix and no others', async () => {
    const mine = kafkaForTest();
    const other = kafkaForTest();
    const admin = mine.client.admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic: `${mine.prefix}a` }, { topic: `${other.prefix}b` }] });
    await mine.cleanUp();
    expect((await admin.listTopics()).filter((topic) => topic.startsWith(mine.prefix))).toEqual([]);
    expect(await admin.listTopics()).toContain(`${other.prefix}b`);
    await other.cleanUp();
    await admin.disconnect();
  });
});
