import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { KeyRing } from '@amplication/git-connections';
import { EMULATOR_CONSUMER } from '@amplication/service-kit';
import { Steps } from '../tools/demo/steps';
import { newPerson, Story } from '../tools/demo/story';
import { type Platform, SERVICE_NAMES, startPlatform } from '../tools/platform';
import { query } from './api/query';
import { recordGit, type RecordingGit } from './api/recording-git';
import { eventsOf, filesBelow, type Trace, watchArguments } from './api/traces';

let platform: Platform;
let git: RecordingGit;

beforeAll(async () => {
  git = await recordGit();
  platform = await startPlatform({
    ports: 'free',
    env: { LOG_LEVEL: 'trace' },
    serviceEnv: { 'amplication-git-pull-request-service': { PATH: `${git.folder}:${process.env.PATH}` } },
  });
}, 180_000);

afterAll(async () => {
  await platform?.stop();
  await git?.remove();
}, 60_000);

it('no token, code or secret stands in a log, an event, a URL, an argument list or a file of git', async () => {
  const processes = watchArguments();
  const person = newPerson();
  const story = await Story.begin(platform, new Steps(() => undefined), person);
  await story.tell();
  await story.alice.leave();
  const argumentLists = await processes.stop();
  const calls = { where: 'arguments of git', text: await git.calls() };
  const configurations = { where: 'configuration of git', text: await git.configurations() };

  const secrets = { ...(await knownSecrets(story)), password: person.password };
  const logs = await Promise.all(
    SERVICE_NAMES.map(async (name) => ({
      where: `log of ${name}`,
      text: await readFile(platform.logFile(name), 'utf8'),
    })),
  );
  const events = await eventsOf(platform);
  const gitFiles = await filesBelow(join(platform.dataDir, 'git-cache'));
  const artifacts = await filesBelow(join(platform.dataDir, 'artifacts'));
  const rows = await databaseText();

  expect(events.length).toBeGreaterThan(10);
  expect(calls.text).toMatch(/ fast-import [^]* push /);
  expect(logs.every(({ text }) => text.length > 0)).toBe(true);
  expect(configurations.text).toContain('[core]');
  expect(gitFiles.length).toBeGreaterThan(0);
  // The search finds what is there.
  expect(find({ address: person.email }, rows)).toEqual(['address in table server.account']);
  expect(
    find(secrets, [
      ...argumentLists,
      calls,
      configurations,
      ...logs,
      ...events,
      ...gitFiles,
      ...artifacts,
      ...rows,
    ]),
  ).toEqual([]);
}, 180_000);

/** Which secret stands where; a header's base64 of a token counts as the token. */
function find(secrets: Record<string, string>, traces: Trace[]): string[] {
  return Object.entries(secrets).flatMap(([name, secret]) => {
    const spellings = [secret, encodeURIComponent(secret), basic('x-token-auth', secret)];
    return traces
      .filter(({ text }) => spellings.some((spelling) => text.includes(spelling)))
      .map(({ where }) => `${name} in ${where}`);
  });
}

function basic(user: string, password: string): string {
  return Buffer.from(`${user}:${password}`).toString('base64');
}

async function knownSecrets(story: Story): Promise<Record<string, string>> {
  const folder = join(platform.dataDir, 'secrets');
  const files: Record<string, string> = {};
  for (const name of await readdir(folder)) files[name] = (await readFile(join(folder, name), 'utf8')).trim();
  const keys = files.TOKEN_ENCRYPTION_KEYS ?? '';
  const [connection] = await query<{ id: string; access_token: string; refresh_token: string }>(
    platform.databaseUrl,
    'select id, access_token, refresh_token from connections.connection',
  );
  if (!connection || !story.sentBack) throw new Error('Nothing was connected.');
  const ring = KeyRing.parse(keys);
  const [session = ''] = story.product.api.cookieValues;
  return {
    ...files,
    'encryption key': keys.slice(keys.indexOf(':') + 1),
    'access token': ring.open(connection.access_token, connection.id),
    'refresh token': ring.open(connection.refresh_token, connection.id),
    "the user's own token": story.alice.secret,
    code: story.sentBack.code,
    state: story.sentBack.state,
    'session cookie': session,
    'consumer secret': EMULATOR_CONSUMER.clientSecret,
    'consumer credentials': basic(EMULATOR_CONSUMER.clientId, EMULATOR_CONSUMER.clientSecret),
  };
}

/** Every row of every table of ours, as text. */
async function databaseText(): Promise<Trace[]> {
  const tables = await query<{ name: string }>(
    platform.databaseUrl,
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  return Promise.all(
    tables.map(async ({ name }) => {
      const rows = await query<{ text: string }>(
        platform.databaseUrl,
        `select t::text as text from ${name} t`,
      );
      return { where: `table ${name}`, text: rows.map(({ text }) => text).join('\n') };
    }),
  );
}
