import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { linkDirectly, startBuild } from './support/builds';
import { signUp } from './support/client';
import { startServer, type TestServer } from './support/server';

const root = fileURLToPath(new URL('../../../', import.meta.url));

describe('billing', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ BILLING_ENABLED: true });
  }, 60_000);
  afterAll(() => server.stop(), 60_000);

  const setPlan = (workspaceId: string, plan: string) =>
    promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', 'tools/operator/operator.ts', 'set-plan', workspaceId, plan],
      { cwd: root, env: { ...process.env, DATABASE_URL: server.env.DATABASE_URL } },
    );

  it('refuses Bitbucket without the enterprise plan, in a sentence that says what to do', async () => {
    const ada = await signUp(server.url);
    expect((await ada.client.get('/api/installation')).body).toMatchObject({ billingEnabled: true });
    const connect = `/api/workspaces/${ada.workspaceId}/bitbucket/connect`;
    const refused = await ada.client.post<{ message: string }>(connect, { returnTo: '/' });
    expect(refused).toMatchObject({
      status: 402,
      body: { code: 'BILLING_PLAN_REQUIRED', action: 'resolve' },
    });
    expect(refused.body.message).toMatch(/operator/);
    expect((await startBuild(ada)).target).toBeNull();

    await linkDirectly(server, ada);
    const build = await ada.client.post(`/api/resources/${ada.resourceId}/builds`, {});
    expect(build).toMatchObject({ status: 402, body: { code: 'BILLING_PLAN_REQUIRED' } });
  });

  it('opens Bitbucket when the operator sets the plan', async () => {
    const ada = await signUp(server.url);
    await linkDirectly(server, ada);
    const { stdout } = await setPlan(ada.workspaceId, 'enterprise');
    expect(stdout).toContain('enterprise');
    const connect = `/api/workspaces/${ada.workspaceId}/bitbucket/connect`;
    expect((await ada.client.post(connect, { returnTo: '/' })).status).toBe(200);
    expect((await startBuild(ada)).target).not.toBeNull();
    expect((await ada.client.get('/api/workspaces')).body).toMatchObject({ items: [{ plan: 'enterprise' }] });
    await setPlan(ada.workspaceId, 'free');
    expect((await ada.client.post(connect, { returnTo: '/' })).status).toBe(402);
  }, 60_000);

  it('tells the operator of a plan or a workspace that is none', async () => {
    const ada = await signUp(server.url);
    await expect(setPlan(ada.workspaceId, 'gold')).rejects.toMatchObject({
      code: 1,
      stderr: /free, enterprise/,
    });
    await expect(setPlan('7f6fd9a8-0000-4000-8000-000000000000', 'free')).rejects.toMatchObject({ code: 1 });
  }, 60_000);
});
