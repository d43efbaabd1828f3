import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTestDatabase, type TestDatabase } from '@amplication/testing';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { migrateDatabase } from '../src';

/** The first migration by which branch and folder are unique per Bitbucket repository. */
const UNIQUE_SINCE = 4;

let database: TestDatabase;
let client: pg.Client;
beforeEach(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterEach(async () => {
  await client.end();
  await database.drop();
});

/** Migrates as a release did that knew only the first migrations. */
async function migrateBefore(count: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'migrations-'));
  cpSync(fileURLToPath(new URL('../migrations', import.meta.url)), folder, { recursive: true });
  const file = join(folder, 'meta/_journal.json');
  const journal: { entries: { idx: number }[] } = JSON.parse(readFileSync(file, 'utf8'));
  const entries = journal.entries.filter(({ idx }) => idx < count);
  writeFileSync(file, JSON.stringify({ ...journal, entries }));
  await migrate(drizzle(client), { migrationsFolder: folder });
  rmSync(folder, { recursive: true });
}

/** A service of a workspace of its own, linked to Bitbucket's repository `{shop}`. */
async function link(name: string, minute: number, workBranch: string, rootDirectory: string): Promise<void> {
  await client.query(
    `with w as (insert into server.workspace (id, name) values (gen_random_uuid(), $1) returning id),
       r as (insert into server.resource (id, workspace_id, name, slug)
         select gen_random_uuid(), id, $1, $1 from w returning id),
       p as (insert into server.repository (id, workspace_id, connection_id, site_url, bitbucket_workspace_uuid,
           bitbucket_workspace_slug, repository_uuid, repository_slug, name, html_url, is_private)
         select gen_random_uuid(), id, gen_random_uuid(), 'https://bitbucket.org', '{acme}', 'acme', '{shop}', 'shop',
           'Shop', 'https://bitbucket.org/acme/shop', true from w returning id)
     insert into server.repository_link (resource_id, repository_id, base_branch, work_branch, root_directory,
       linked_by, created_at)
     select r.id, p.id, 'main', $2, $3, gen_random_uuid(), now() + $4 * interval '1 minute' from r, p`,
    [name, workBranch, rootDirectory, minute],
  );
}

it('gives workspaces that share a repository a branch and a folder each', async () => {
  await migrateBefore(UNIQUE_SINCE);
  await link('second', 2, 'amplication-shop', 'b');
  await link('first', 1, 'amplication-shop', 'a');
  await link('third', 3, 'amplication-shop-2', 'a');
  await link('fourth', 4, 'amplication-shop-3', 'c');
  await migrateDatabase(database.url);
  const { rows } = await client.query<{ name: string; work_branch: string; root_directory: string }>(
    `select r.name, l.work_branch, l.root_directory, l.site_url, l.repository_uuid
     from server.repository_link l join server.resource r on r.id = l.resource_id order by l.root_directory`,
  );
  const remote = { site_url: 'https://bitbucket.org', repository_uuid: '{shop}' };
  expect(rows).toEqual([
    { ...remote, name: 'first', work_branch: 'amplication-shop', root_directory: 'a' },
    {
      ...remote,
      name: 'second',
      work_branch: expect.stringMatching(/^amplication-shop-[0-9a-f]{8}$/),
      root_directory: 'b',
    },
    { ...remote, name: 'fourth', work_branch: 'amplication-shop-3', root_directory: 'c' },
  ]);
});
