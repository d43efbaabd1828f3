import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { postgresDataFolder } from '../postgres/data-folder';
import { createOwnDatabase, ensureDatabase, withClient } from '../postgres/database';
import { type RunningPostgres, startPostgres } from '../postgres/start-postgres';
import { postgresUser } from '../postgres/system-user';
import { freePort } from '../process/ports';

jest.setTimeout(120_000);

let dataDir: string;
let running: RunningPostgres | null = null;
const said: string[] = [];

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'postgres-'));
});
afterEach(async () => {
  await running?.stop();
  running = null;
});
afterAll(() => {
  rmSync(postgresFolder(), { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
});

const postgresFolder = () =>
  postgresDataFolder(
    dataDir,
    postgresUser(() => undefined),
  );

async function start(options: { reset?: boolean; port?: number } = {}): Promise<RunningPostgres> {
  running = await startPostgres({
    port: options.port ?? (await freePort()),
    dataDir,
    logDir: join(dataDir, 'logs'),
    reset: options.reset ?? false,
    throwAway: false,
    report: (line) => said.push(line),
  });
  return running;
}

const names = (url: string) =>
  withClient(url, async (client) => (await client.query<{ name: string }>('select name from things')).rows);

describe('the embedded PostgreSQL', () => {
  it('keeps its data over stops, kills and starts, and forgets them when asked to', async () => {
    const database = { role: 'things', password: 'pass word', database: 'things' };
    const first = await start();
    const url = await ensureDatabase(first.adminUrl, database);
    await withClient(url, (client) => client.query("create table things as select 'one' as name"));
    await first.stop();

    const second = await start();
    expect(await names(await ensureDatabase(second.adminUrl, database))).toEqual([{ name: 'one' }]);
    await expect(start()).rejects.toThrow(/already runs on/);
    const [pid] = readFileSync(join(postgresFolder(), 'postmaster.pid'), 'utf8').split('\n').map(Number);
    process.kill(Number(pid), 'SIGKILL');

    await second.stop();
    const third = await start();
    expect(await names(await ensureDatabase(third.adminUrl, database))).toEqual([{ name: 'one' }]);
    await third.stop();

    const fourth = await start({ reset: true });
    const empty = await ensureDatabase(fourth.adminUrl, database);
    await expect(names(empty)).rejects.toThrow('does not exist');
  });

  it('gives each user a database of its own', async () => {
    const { adminUrl } = await start();
    const own = await createOwnDatabase(adminUrl, 'own_1');
    await withClient(own.url, (client) => client.query('create table mine (id int)'));
    await own.drop();
    await expect(withClient(own.url, (client) => client.query('select 1'))).rejects.toThrow('does not exist');
  });
});
