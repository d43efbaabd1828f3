import { randomBytes } from 'node:crypto';
import { BUILD_COMPLETED, deadLetterTopic } from '@amplication/contracts';
import { waitFor } from '@amplication/testing';
import { Kafka, logLevel } from 'kafkajs';
import { Steps } from '../tools/demo/steps';
import { newPerson, Story } from '../tools/demo/story';
import { type Platform, startPlatform } from '../tools/platform';
import { query } from './api/query';
import { eventsOf } from './api/traces';

interface Refusal {
  status: number;
  code: string;
  message: string;
  action: string;
  requestId: string;
  fields?: { path: string; message: string }[];
  params?: Record<string, unknown>;
}

let platform: Platform;
let owner: Story;
const quiet = new Steps(() => undefined);

beforeAll(async () => {
  platform = await startPlatform({ ports: 'free' });
  owner = await Story.begin(platform, quiet);
}, 180_000);

afterAll(() => platform?.stop(), 60_000);

async function refusal(story: Story, method: string, path: string, body?: object): Promise<Refusal> {
  const response = await story.product.api.request(method, path, body);
  expect(response.ok).toBe(false);
  const answer = (await response.json()) as Omit<Refusal, 'status'>;
  // One shape for every error.
  expect(answer).toMatchObject({
    code: expect.stringMatching(/^[A-Z_]+$/),
    message: expect.stringMatching(/./),
    action: expect.stringMatching(/^(retry|reconnect|resolve|contact)$/),
    requestId: expect.stringMatching(/./),
  });
  return { status: response.status, ...answer };
}

it('an invalid body: 400 with every field named', async () => {
  const found = await refusal(owner, 'POST', '/api/auth/sign-up', { email: 'nobody', password: 'x' });
  expect(found).toMatchObject({ status: 400, code: 'VALIDATION_FAILED' });
  expect(new Set(found.fields?.map(({ path }) => path))).toEqual(new Set(['email', 'password', 'name']));
});

it('a model as the release before had it: 400 that says to load the page again', async () => {
  const path = `/api/resources/${owner.product.resource.id}/model`;
  const model = { entities: [{ id: 'e', name: 'Pet', pluralName: 'Pets', description: '', fields: [] }] };
  const found = await refusal(owner, 'PUT', path, { version: 1, model });
  expect(found).toMatchObject({ status: 400, code: 'MODEL_VERSION_OLD', action: 'resolve' });
});

it('a schema that cannot be read: 400 with its line, and nothing is changed', async () => {
  const path = `/api/resources/${owner.product.resource.id}/model`;
  const text = 'model User {\n  id Int @id\n  name Strin?g\n}\n';
  const found = await refusal(owner, 'POST', `${path}/import`, { text, fileName: 'schema.prisma' });
  expect(found).toMatchObject({ status: 400, code: 'MODEL_TEXT_INVALID', params: { line: 3 } });
  expect(await owner.product.api.get(`${path}/versions`)).toMatchObject({ total: 1 });
});

it("an unknown id, and another tenant's: 404", async () => {
  const stranger = await Story.begin(platform, quiet);
  const { id } = owner.product.resource;
  for (const path of [
    `/api/resources/${id}`,
    `/api/resources/${id}/model`,
    `/api/workspaces/${owner.product.workspaceId}`,
  ])
    expect(await refusal(stranger, 'GET', path)).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  const unknown = '0f3f7f0e-6f0e-4a37-9c0d-0d8f9a4f8a01';
  expect(await refusal(owner, 'GET', `/api/builds/${unknown}`)).toMatchObject({
    status: 404,
    code: 'NOT_FOUND',
  });
});

it('a member who does what only owners may: 403', async () => {
  const person = newPerson();
  const member = await Story.begin(platform, quiet, person);
  const { workspaceId } = owner.product;
  await owner.product.api.post(`/api/workspaces/${workspaceId}/members`, {
    email: person.email,
    role: 'member',
  });
  const path = `/api/workspaces/${workspaceId}/bitbucket/connect`;
  expect(await refusal(member, 'POST', path, { returnTo: '/' })).toMatchObject({
    status: 403,
    code: 'FORBIDDEN',
  });
});

it("a callback with a wrong state, or another user's: 400 OAUTH_STATE_INVALID, nothing stored", async () => {
  const sentBack = await owner.alice.grant(await owner.product.startConnect());
  const other = await Story.begin(platform, quiet);
  const path = '/api/bitbucket-auth-app/callback';
  for (const [story, body] of [
    [owner, { code: sentBack.code, state: randomBytes(32).toString('base64url') }],
    [other, sentBack],
  ] as const)
    expect(await refusal(story, 'POST', path, body)).toMatchObject({
      status: 400,
      code: 'OAUTH_STATE_INVALID',
    });
  expect(await query(platform.databaseUrl, 'select id from connections.connection')).toEqual([]);
});

it('a code that Bitbucket refuses: 400 with its reason', async () => {
  const { state } = await owner.alice.grant(await owner.product.startConnect());
  const body = { code: 'made-up', state };
  const found = await refusal(owner, 'POST', '/api/bitbucket-auth-app/callback', body);
  expect(found).toMatchObject({ status: 400, code: 'OAUTH_CODE_REFUSED' });
  expect(JSON.stringify(found)).toContain('code is not valid');
});

it('a request from another origin: 403', async () => {
  const response = await fetch(`${platform.urls['amplication-server']}/api/auth/sign-in`, {
    method: 'POST',
    headers: { origin: 'http://localhost:9', 'content-type': 'application/json' },
    body: '{}',
  });
  expect([response.status, ((await response.json()) as Refusal).code]).toEqual([403, 'ORIGIN_REFUSED']);
});

it('an event that does not validate goes to the dead-letter topic with the reason, and the consumer goes on', async () => {
  await owner.linkRepository();
  const kafka = new Kafka({ brokers: [...platform.brokers], clientId: 'e2e', logLevel: logLevel.NOTHING });
  const producer = kafka.producer();
  await producer.connect();
  const topic = platform.topicPrefix + BUILD_COMPLETED.name;
  await producer.send({
    topic,
    messages: [{ key: 'x', value: '{"buildId": 7}', headers: { ce_specversion: '1.0' } }],
  });
  await producer.disconnect();
  await owner.build('After a bad event', 'created');
  await waitFor(async () => {
    const letters = (await eventsOf(platform)).filter(
      ({ where }) => where === platform.topicPrefix + deadLetterTopic(BUILD_COMPLETED.name),
    );
    // Both consumers of the topic put it aside.
    return letters.length === 2 && letters.every(({ text }) => /reason=./.test(text));
  });
}, 120_000);

// The last one: Bitbucket does not come back.
it('Bitbucket that cannot be reached: 502 in the same shape', async () => {
  const sentBack = await owner.alice.grant(await owner.product.startConnect());
  await platform.kill('bitbucket-emulator');
  expect(await refusal(owner, 'POST', '/api/bitbucket-auth-app/callback', sentBack)).toMatchObject({
    status: 502,
    code: 'BITBUCKET_UNREACHABLE',
    action: 'retry',
  });
}, 60_000);
