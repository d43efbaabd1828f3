import { randomUUID } from 'node:crypto';
import { createDatabase, type DatabaseHandle, migrateDatabase, serverSchema } from '@amplication/database';
import { KeyRing } from '@amplication/git-connections';
import { createTestDatabase, type TestDatabase } from '@amplication/testing';
import { eq } from 'drizzle-orm';
import { rotateWebhookSecrets } from './rotate-webhook-secrets';

const { repository, workspace } = serverSchema;
const key = (id: string, fill: number) => `${id}:${Buffer.alloc(32, fill).toString('base64')}`;

describe('the secrets of webhooks, when keys change', () => {
  let testDatabase: TestDatabase;
  let database: DatabaseHandle;
  const workspaceId = randomUUID();
  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    await migrateDatabase(testDatabase.url);
    database = createDatabase(testDatabase.url, { max: 2 });
    await database.db.insert(workspace).values({ id: workspaceId, name: 'Shop' });
  }, 60_000);
  afterAll(async () => {
    await database.close();
    await testDatabase.drop();
  });

  const insert = async (secret: (id: string) => string | null) => {
    const id = randomUUID();
    await database.db.insert(repository).values({
      ...{ id, workspaceId, connectionId: randomUUID(), siteUrl: 'https://bitbucket.org', isPrivate: true },
      ...{ bitbucketWorkspaceUuid: '{w}', bitbucketWorkspaceSlug: 'acme', repositoryUuid: `{${id}}` },
      ...{ repositorySlug: 'shop', name: 'Shop', htmlUrl: 'https://bitbucket.org/acme/shop' },
      ...{ webhookUrl: 'https://amplication.example.com', webhookSecret: secret(id), webhookUuid: '{hook}' },
    });
    return id;
  };
  const read = async (id: string) => {
    const [row] = await database.db.select().from(repository).where(eq(repository.id, id));
    if (!row) throw new Error('The repository is gone.');
    return row;
  };

  it('are sealed with the new one, and forgotten when no key opens them', async () => {
    const old = KeyRing.parse(key('old', 1));
    const lost = KeyRing.parse(key('lost', 2));
    const both = KeyRing.parse(`${key('new', 3)},${key('old', 1)}`);
    const readable = await insert((id) => old.seal('secret', id));
    const unreadable = await insert((id) => lost.seal('secret', id));
    const none = await insert(() => null);
    expect(await rotateWebhookSecrets(database.db, both)).toEqual({ sealed: 1, unreadable: [unreadable] });
    const { webhookSecret, webhookUuid } = await read(readable);
    expect(KeyRing.parse(key('new', 3)).open(webhookSecret ?? '', readable)).toBe('secret');
    expect(webhookUuid).toBe('{hook}');
    expect(await read(unreadable)).toMatchObject({ webhookSecret: null, webhookUuid: null });
    expect(await read(none)).toMatchObject({ webhookSecret: null, webhookUuid: '{hook}' });
    expect(await rotateWebhookSecrets(database.db, both)).toEqual({ sealed: 0, unreadable: [] });
  });
});
