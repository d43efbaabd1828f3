import { randomBytes } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { type RunningEmulator, startEmulator, waitFor } from '@amplication/testing';
import { decide, sendCallback, startConnect } from './support/bitbucket';
import { Ring, startBuild, untilBuild } from './support/builds';
import { Client, type Person } from './support/client';
import { QueryFaults } from './support/query-faults';
import { startServer, type TestServer } from './support/server';

/** Part of everything that a person types here; in a model it has to be a name in PascalCase. */
const SENTINEL = /sentinel[0-9a-f]{6}|argon2/i;

interface Actor extends Person {
  word: string;
  connectionId: string;
  buildId: string;
}

/** What is known of a person before the sign-up. */
function newActor(url: string): Actor {
  const word = `Sentinel${randomBytes(3).toString('hex')}`;
  const none = { accountId: '', workspaceId: '', resourceId: '', connectionId: '', buildId: '' };
  return { ...none, word, client: new Client(url), email: `${word.toLowerCase()}@example.com` };
}

let emulator: RunningEmulator;
let server: TestServer;
let faults: QueryFaults;
let ring: Ring;
let log = '';
const secrets: string[] = [];
const answers: string[] = [];

beforeAll(async () => {
  faults = new QueryFaults();
  emulator = await startEmulator();
  const logTo = new PassThrough();
  logTo.on('data', (chunk) => (log += String(chunk)));
  server = await startServer({ bitbucketUrl: emulator.url, LOG_LEVEL: 'debug', logTo });
  ring = new Ring(server);
}, 60_000);
afterAll(async () => {
  await server.stop();
  await emulator.stop();
  faults.restore();
}, 60_000);

type Step = (actor: Actor) => Promise<unknown>;

async function call<T>({ client }: Actor, method: string, path: string, body?: object): Promise<T> {
  const answer = await client.send<T>(method, path, body);
  if (answer.status >= 500) answers.push(JSON.stringify(answer.body));
  if (answer.status >= 400) throw new Error(`${method} ${path} answered ${answer.status}`);
  return answer.body;
}

async function refused(actor: Actor, status: number, path: string, body: object): Promise<void> {
  const answer = await new Client(actor.client.url).post(path, body);
  if (answer.status >= 500) answers.push(JSON.stringify(answer.body));
  if (answer.status !== status) throw new Error(`${path} answered ${answer.status}`);
}

const PASSWORD = 'Sentinelabcdef password';

async function build(actor: Actor): Promise<void> {
  const { id } = await startBuild(actor, { title: `${actor.word} builds`, body: actor.word });
  actor.buildId = id;
  const file = { path: `${actor.word}.txt`, mode: '100644' as const, bytes: Buffer.from(actor.word) };
  await ring.progress(id, { message: `${actor.word} is generated` });
  await ring.generated(id, 1, await server.artifacts.putArtifact(actor.workspaceId, [file]));
  await ring.pullRequestFailed(id);
  await untilBuild(actor, id, ({ status }) => status === 'failed');
}

/** Deletes what may be deleted already, by a try that failed after that. */
async function gone(actor: Actor, path: string): Promise<void> {
  const { status, body } = await actor.client.send('DELETE', path);
  if (status >= 500) answers.push(JSON.stringify(body));
  if (status !== 404 && status >= 400) throw new Error(`DELETE ${path} answered ${status}`);
}

/** Part of the first query that sees to a repository's webhook, after it was linked. */
const WEBHOOK_LOOK = 'from "server"."repository" left join "server"."repository_link"';

/** The life of an account. Each step fails as often as it has queries, and must then go right. */
const STEPS = {
  signUp: async (actor) => {
    const { word } = actor;
    // The account may be there though the try before has failed: what failed was its session.
    actor.email = `${word}-${randomBytes(3).toString('hex')}@example.com`.toLowerCase();
    const body = { email: actor.email, name: word, password: PASSWORD };
    const me = await call<{ account: { id: string }; workspaces: { id: string }[] }>(
      ...([actor, 'POST', '/api/auth/sign-up', body] as const),
    );
    Object.assign(actor, { accountId: me.account.id, workspaceId: me.workspaces[0]?.id });
  },
  signUpAgain: (actor) =>
    refused(actor, 409, '/api/auth/sign-up', { email: actor.email, name: actor.word, password: PASSWORD }),
  signInWrong: (actor) =>
    refused(actor, 401, '/api/auth/sign-in', { email: actor.email, password: `${PASSWORD}!` }),
  signIn: (actor) => call(actor, 'POST', '/api/auth/sign-in', { email: actor.email, password: PASSWORD }),
  me: (actor) => call(actor, 'GET', '/api/auth/me'),
  workspaces: async (actor) => {
    await call(actor, 'POST', '/api/workspaces', { name: `${actor.word} two` });
    await call(actor, 'PATCH', `/api/workspaces/${actor.workspaceId}`, { name: `${actor.word} one` });
    await call(actor, 'GET', '/api/workspaces?search=one');
    await call(actor, 'GET', `/api/workspaces/${actor.workspaceId}/members`);
  },
  addMember: async ({ client, workspaceId, word }) => {
    const body = { email: `other-${word}@example.com`, role: 'member' };
    const { status } = await client.post(`/api/workspaces/${workspaceId}/members`, body);
    if (status !== 404) throw new Error(`addMember answered ${status}`);
  },
  resources: async (actor) => {
    const path = `/api/workspaces/${actor.workspaceId}/resources`;
    const made = await call<{ id: string }>(actor, 'POST', path, {
      name: `${actor.word} ${randomBytes(2).toString('hex')}`,
      description: actor.word,
      from: 'sample',
    });
    actor.resourceId = made.id;
    await call(actor, 'PATCH', `/api/resources/${made.id}`, { description: `${actor.word} more` });
    await call(actor, 'GET', `${path}?search=e`);
  },
  model: async (actor) => {
    const path = `/api/resources/${actor.resourceId}/model`;
    const saved = await call<{ version: number; model: { entities: object[] } }>(actor, 'GET', path);
    const [first, ...others] = saved.model.entities;
    const model = { ...saved.model, entities: [{ ...first, description: actor.word }, ...others] };
    const { version } = await call<{ version: number }>(actor, 'PUT', path, {
      version: saved.version,
      model,
    });
    await call(actor, 'POST', `${path}/versions/1/restore`, { version });
    await call(actor, 'GET', `${path}/versions`);
  },
  connect: async (actor) => {
    const page = await startConnect(actor);
    const callback = await decide(page);
    secrets.push(...Object.values(callback));
    const answer = await sendCallback(actor, callback);
    if (answer.status !== 200) throw new Error(`the callback answered ${answer.status}`);
    actor.connectionId = answer.body.connection.id;
  },
  link: async (actor) => {
    const path = `/api/resources/${actor.resourceId}/repository`;
    const before = faults.timesOf(WEBHOOK_LOOK);
    await call(actor, 'PUT', path, {
      ...{ connectionId: actor.connectionId, bitbucketWorkspace: 'acme', repository: 'shop-web' },
      rootDirectory: `${actor.word}-${randomBytes(2).toString('hex')}`.toLowerCase(),
    });
    await call(actor, 'GET', path);
    await call(actor, 'GET', `/api/workspaces/${actor.workspaceId}/bitbucket/connections`);
    // What a link sets off in the background belongs to it, and not to the step that comes next. Nothing is set off
    // while it still runs for an earlier link.
    await waitFor(() => faults.timesOf(WEBHOOK_LOOK) > before, { timeoutMs: 1_000 }).catch(() => undefined);
  },
  build,
  retry: async (actor) => {
    await build(actor);
    await call(actor, 'POST', `/api/builds/${actor.buildId}/retry`);
    await ring.generated(actor.buildId, 2);
    await ring.pullRequest(actor.buildId, 'created', 2);
    await untilBuild(actor, actor.buildId, ({ status }) => status === 'completed');
  },
  read: async (actor) => {
    const path = `/api/builds/${actor.buildId}`;
    for (const what of [path, `${path}/log`, `${path}/pull-request`]) await call(actor, 'GET', what);
    await call(actor, 'GET', `/api/workspaces/${actor.workspaceId}/builds`);
    await call(actor, 'GET', `/api/resources/${actor.resourceId}/builds`);
  },
  deleteResource: (actor) => gone(actor, `/api/resources/${actor.resourceId}`),
  disconnect: (actor) =>
    gone(actor, `/api/workspaces/${actor.workspaceId}/bitbucket/connections/${actor.connectionId}`),
  signOut: (actor) => call(actor, 'POST', '/api/auth/sign-out'),
} satisfies Record<string, Step>;

/** Lives a life, and returns the queries of each step, in their order. */
async function recorded(): Promise<Map<string, string[]>> {
  const actor = newActor(server.url);
  const texts = new Map<string, string[]>();
  for (const [name, step] of Object.entries<Step>(STEPS)) {
    faults.seen.clear();
    faults.isRecording = true;
    await step(actor);
    faults.isRecording = false;
    texts.set(name, [...faults.seen]);
  }
  return texts;
}

it('tells no value of any query that fails, in no log line and in no answer', async () => {
  // What two lives have in common: what runs at the start, or by the clock, cannot be made to run again.
  const [once, again] = [await recorded(), await recorded()];
  const textsOf = new Map(
    [...again].map(([name, texts]) => [name, texts.filter((text) => once.get(name)?.includes(text))]),
  );
  expect(log).not.toMatch(SENTINEL);

  const second = newActor(server.url);
  for (const [name, step] of Object.entries<Step>(STEPS)) {
    for (const text of textsOf.get(name) ?? []) {
      if (faults.failed.has(text)) continue;
      // A link is made once: each try needs a service that has none.
      if (name === 'link') await STEPS.resources(second);
      faults.failNext(text);
      await step(second).catch(() => undefined);
      faults.failNext(null);
    }
    await step(second);
  }

  for (const text of [log, ...answers]) {
    expect(text).not.toMatch(SENTINEL);
    for (const secret of secrets) expect(text.includes(secret)).toBe(false);
  }
  const texts = new Set([...textsOf.values()].flat());
  expect([...texts].filter((text) => !faults.failed.has(text))).toEqual([]);
  expect(texts.size).toBeGreaterThan(80);
  expect(log.match(/"code":"22P02"/g)?.length).toBeGreaterThan(texts.size / 2);
}, 300_000);
