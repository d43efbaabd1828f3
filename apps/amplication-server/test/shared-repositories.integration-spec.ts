import { type RunningEmulator, startEmulator } from '@amplication/testing';
import { connect } from './support/bitbucket';
import { startBuild } from './support/builds';
import { type Answer, type Person, signUp } from './support/client';
import { startServer, type TestServer } from './support/server';

interface Link {
  workBranch: string;
  code: string;
  params: object;
}
interface Tenant extends Person {
  connectionId: string;
}

/** Enough for the same moment, and above what a server may try again by itself. */
const RACING = 20;

describe('a Bitbucket repository that several workspaces have linked', () => {
  let emulator: RunningEmulator;
  let server: TestServer;
  let tenants: Tenant[];
  beforeAll(async () => {
    emulator = await startEmulator();
    server = await startServer({ bitbucketUrl: emulator.url });
    tenants = await Promise.all(
      Array.from({ length: RACING }, async (_, index) => {
        const person = await signUp(server.url, `Tenant${index}`);
        return { ...person, connectionId: await connect(person) };
      }),
    );
  }, 120_000);
  afterAll(async () => {
    await server.stop();
    await emulator.stop();
  }, 60_000);
  afterEach(() =>
    Promise.all(tenants.map(({ client, resourceId }) => client.send('DELETE', path(resourceId)))),
  );

  const path = (resourceId: string) => `/api/resources/${resourceId}/repository`;
  const link = ({ client, resourceId, connectionId }: Tenant, rootDirectory: string): Promise<Answer<Link>> =>
    client.send<Link>('PUT', path(resourceId), {
      ...{ connectionId, bitbucketWorkspace: 'acme', repository: 'billing-service', rootDirectory },
    });

  it('gives each a branch of its own, and builds go there', async () => {
    const two = tenants.slice(0, 2);
    const branches: string[] = [];
    for (const [index, tenant] of two.entries()) {
      const { status, body } = await link(tenant, `s${index}`);
      expect(status).toBe(200);
      branches.push(body.workBranch);
    }
    expect(branches).toEqual(['amplication-order-service', 'amplication-order-service-2']);
    const builds = await Promise.all(two.map((tenant) => startBuild(tenant)));
    expect(builds.map(({ target }) => target?.workBranch)).toEqual(branches);
  });

  it('gives each a branch of its own, however many link at once', async () => {
    const answers = await Promise.all(tenants.map((tenant, index) => link(tenant, `s${index}`)));
    expect(answers.map(({ status }) => status)).toEqual(tenants.map(() => 200));
    expect(new Set(answers.map(({ body }) => body.workBranch)).size).toBe(RACING);
  }, 60_000);

  it('gives a folder to one of those who want it, and tells the others nothing of that one', async () => {
    const answers = await Promise.all(tenants.map((tenant) => link(tenant, 'api')));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused).toHaveLength(RACING - 1);
    for (const { status, body } of refused) {
      expect(status).toBe(409);
      expect(body).toMatchObject({ code: 'ROOT_OWNED_BY_OTHER_RESOURCE', params: { rootDirectory: 'api' } });
      expect(JSON.stringify(body)).not.toMatch(/Tenant|Order service|workspace/i);
    }
  }, 60_000);

  it('refuses a folder of another workspace in the settings, too', async () => {
    const [one, two] = tenants as [Tenant, Tenant];
    await link(one, 'api');
    await link(two, 'web');
    const answer = await two.client.send('PATCH', path(two.resourceId), { rootDirectory: 'api' });
    expect(answer).toMatchObject({ status: 409, body: { code: 'ROOT_OWNED_BY_OTHER_RESOURCE' } });
  });

  it('lets a folder lie in another one, as within one workspace', async () => {
    const [one, two, three] = tenants as [Tenant, Tenant, Tenant];
    const answers = [await link(one, ''), await link(two, 'a'), await link(three, 'a/b')];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  it('gives a folder and a branch back with the link', async () => {
    const [one, two] = tenants as [Tenant, Tenant];
    await link(one, 'api');
    await one.client.send('DELETE', path(one.resourceId));
    expect(await link(two, 'api')).toMatchObject({ status: 200 });
  });
});
