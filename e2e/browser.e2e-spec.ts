import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { Visitor } from '../tools/browser/browser';
import {
  addField,
  build,
  chooseBitbucketUser,
  chooseBitbucketWorkspace,
  connect,
  createRepository,
  grant,
  newPerson,
  openSampleService,
  openTab,
  signUp,
  waitForBuild,
} from '../tools/browser/walk';
import { startAtBitbucket } from './browser/connecting';
import { visitedPlatform } from './browser/visited-platform';
import { forgive } from './browser/visitors';

const visited = visitedPlatform();
const { visitors } = visited;
const visit = () => visitors.open();

const unique = () => randomBytes(4).toString('hex');
const REFUSED = /^4/;
const path = (url: string) => new URL(url).pathname;

async function query(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: visited.platform.databaseUrl });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

describe('from sign-up to the pull request', () => {
  it('walks the whole way, merges in Bitbucket, and builds again', async () => {
    const { page } = await visit();
    const name = `orders-${unique()}`;
    await signUp(page, newPerson('Ada Lovelace'));
    await openSampleService(page);
    await openTab(page, 'Git');
    expect(await page.getByText('All members of').innerText()).toContain(
      'build with the account that you grant access to',
    );
    await connect(page, 'Alice');
    expect(path(page.url())).toMatch(/^\/w\/[^/]+\/services\/[^/]+\/git$/);
    expect(new URL(page.url()).search).toBe('');
    await chooseBitbucketWorkspace(page, 'Acme', 'acme');
    await createRepository(page, name);
    expect(await page.getByRole('link', { name: new RegExp(`acme/${name}`) }).getAttribute('href')).toContain(
      `/acme/${name}`,
    );

    await build(page, 'The first build');
    await waitForBuild(page);
    const card = page.getByRole('region', { name: 'Pull request' });
    expect(await card.getByTestId('pull-request-state').innerText()).toMatch(/open/i);
    expect(await card.innerText()).toMatch(/\d+ added/);
    expect(await page.getByRole('list', { name: 'Steps' }).innerText()).not.toMatch(/failed|waiting/);
    const buildUrl = page.url();

    const pullRequestUrl = await card.getByRole('link', { name: 'Open in Bitbucket' }).getAttribute('href');
    await page.goto(pullRequestUrl ?? '');
    await page.getByRole('button', { name: 'Merge', exact: true }).click();
    await page.getByText('MERGED').first().waitFor();

    await page.goto(buildUrl);
    await page.reload();
    await expect(waitForState(page, /merged/i)).resolves.toBe(true);

    await page.getByRole('link', { name: 'Order Service' }).click();
    await addField(page, 'Customer', 'loyaltyPoints');
    await build(page, 'Count loyalty points');
    await waitForBuild(page);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Build 2');
    expect(await card.getByTestId('pull-request-state').innerText()).toMatch(/open/i);

    await page.getByRole('button', { name: /\d+ files/ }).click();
    await page.getByRole('textbox', { name: 'Search files' }).fill('package.json');
    await page
      .getByRole('navigation', { name: 'Files' })
      .getByRole('button', { name: 'package.json' })
      .first()
      .click();
    await page.getByText('"dependencies"').waitFor();
  }, 180_000);
});

/** Sets up the emulator by its control API. */
async function control(what: string, body: object): Promise<void> {
  const response = await fetch(`${visited.platform.urls['bitbucket-emulator']}/_emulator/${what}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(201);
}

const codeRefused = JSON.stringify({
  error: 'invalid_grant',
  error_description: 'The specified code is not valid.',
});

describe('connecting', () => {
  const startAt = (bitbucketUser: 'Alice' | 'Bob') => startAtBitbucket(visitors, bitbucketUser);

  it('says that access was denied, and lets the user begin again', async () => {
    const visitor = await startAt('Alice');
    const { page } = visitor;
    await page.getByRole('button', { name: 'Deny' }).click();
    await page.getByText('Access was denied').waitFor();
    await page.getByRole('button', { name: 'Connect again' }).click();
    await chooseBitbucketUser(page, 'Alice');
    await grant(page);
    await page.getByRole('heading', { name: 'Choose a repository' }).waitFor();
    forgive(visitor, REFUSED);
  }, 60_000);

  it('says that the attempt is over when its time is up', async () => {
    const visitor = await startAt('Alice');
    const { page } = visitor;
    await query(
      `update server.oauth_state set expires_at = now() - interval '1 minute' where consumed_at is null`,
    );
    await grant(page);
    await page.getByText('This connection attempt has expired').waitFor();
    await page.getByRole('link', { name: 'Go back' }).click();
    await page.getByRole('button', { name: 'Connect Bitbucket' }).waitFor();
    forgive(visitor, REFUSED);
  }, 60_000);

  it('takes code and state out of the address, and shows the stored outcome after a reload', async () => {
    const visitor = await startAt('Alice');
    const { page } = visitor;
    const [callback] = await Promise.all([
      page.waitForRequest(/bitbucket-auth-app\/callback\?/),
      page.getByRole('button', { name: 'Deny' }).click(),
    ]);
    await page.getByText('Access was denied').waitFor();
    expect(new URL(page.url()).search).toBe('');
    await page.reload();
    await page.getByText('Access was denied').waitFor();
    const second = await visitor.context.newPage();
    await second.goto(callback.url());
    await second.getByText('Access was denied').waitFor();
    expect(new URL(second.url()).search).toBe('');
    forgive(visitor, REFUSED);
  }, 60_000);

  it('brings a second tab with the same answer to where the first one went', async () => {
    const { page, context } = await startAt('Alice');
    const [callback] = await Promise.all([
      page.waitForRequest(/bitbucket-auth-app\/callback\?/),
      grant(page),
    ]);
    await page.getByRole('heading', { name: 'Choose a repository' }).waitFor();
    const second = await context.newPage();
    await second.goto(callback.url());
    await second.getByRole('heading', { name: 'Choose a repository' }).waitFor();
    expect(second.url()).toBe(page.url());
  }, 60_000);

  it('says so when the person is no longer an owner', async () => {
    const visitor = await startAt('Alice');
    const { page } = visitor;
    await query(`update server.membership set role = 'member'`);
    await grant(page);
    await page.getByText('Only owners can connect Bitbucket').waitFor();
    await page.getByRole('link', { name: 'Go back' }).click();
    await page.getByText('Ask an owner to connect Bitbucket').waitFor();
    forgive(visitor, REFUSED);
  }, 60_000);

  it('says so when Bitbucket refuses the code, and lets the user begin again', async () => {
    const visitor = await startAt('Alice');
    const { page } = visitor;
    await control('faults', {
      ...{ kind: 'oauth', method: 'POST', path: 'access_token' },
      ...{ action: 'status', status: 400, body: codeRefused },
    });
    await grant(page);
    await page.getByRole('alert').filter({ hasText: 'Bitbucket refused the code' }).waitFor();
    await page.getByRole('button', { name: 'Connect again' }).click();
    await chooseBitbucketUser(page, 'Alice');
    await grant(page);
    await page.getByRole('heading', { name: 'Choose a repository' }).waitFor();
    forgive(visitor, /^[45]/);
  }, 60_000);

  it('asks before a reconnect brings another Bitbucket account', async () => {
    const visitor = await startAt('Alice');
    const { page, context } = visitor;
    await grant(page);
    await page.getByRole('heading', { name: 'Choose a repository' }).waitFor();
    await page.getByRole('link', { name: 'Bitbucket', exact: true }).click();
    await context.clearCookies({ name: 'emulator_user' });
    await page.getByRole('button', { name: 'Reconnect' }).click();
    await chooseBitbucketUser(page, 'Bob');
    await grant(page);
    await page.getByRole('button', { name: 'Use the other account from now on' }).click();
    await chooseBitbucketUser(page, 'Bob');
    await grant(page);
    await page.getByRole('article', { name: 'Bitbucket account Bob Builder' }).waitFor();
    forgive(visitor, REFUSED);
  }, 60_000);

  it('disconnects after it has said what that stops, and reconnects with the link still there', async () => {
    const { page } = await startAt('Alice');
    await grant(page);
    await chooseBitbucketWorkspace(page, 'Acme', 'acme');
    await createRepository(page, `again-${unique()}`);
    await page.getByRole('link', { name: 'Bitbucket', exact: true }).click();
    await page.getByText(/\d+ of 1000 requests left this hour/).waitFor();
    await page.getByRole('button', { name: 'Disconnect', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/Order Service, to acme\/again-/).waitFor();
    await dialog.getByRole('button', { name: 'Disconnect', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: 'Disconnected' }).waitFor();
    await page.getByRole('button', { name: 'Reconnect' }).click();
    await chooseBitbucketUser(page, 'Alice');
    await grant(page);
    await page.getByText('connected', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Services', exact: true }).click();
    await page.getByText(/acme\/again-/).waitFor();
  }, 90_000);
});

describe('a member who is not an owner', () => {
  it('is told who may connect, and cannot', async () => {
    const owner = await visit();
    const member = await visit();
    const person = newPerson('Mary Member');
    await signUp(member.page, person);
    await signUp(owner.page, newPerson('Olivia Owner'));
    await owner.page.getByRole('link', { name: 'Members' }).click();
    await owner.page.getByLabel('Add someone who has an account').fill(person.email);
    await owner.page.getByRole('button', { name: 'Add', exact: true }).click();
    await owner.page.getByText(person.email).waitFor();
    await member.page.reload();
    await member.page.getByRole('button', { name: /^Workspace / }).click();
    await member.page.getByRole('menuitem', { name: /Olivia/ }).click();
    await member.page.getByRole('button', { name: /^Workspace Olivia/ }).waitFor();
    await openSampleService(member.page);
    await openTab(member.page, 'Git');
    await member.page.getByText('Ask an owner to connect Bitbucket').waitFor();
    expect(await member.page.getByRole('button', { name: 'Connect Bitbucket' }).count()).toBe(0);
  }, 60_000);
});

describe('a workspace', () => {
  it('is made and renamed from the menu, and its services are its own', async () => {
    const { page } = await visit();
    await signUp(page, newPerson('Ada Lovelace'));
    await page.getByRole('button', { name: /^Workspace Ada/ }).click();
    await page.getByRole('menuitem', { name: 'New workspace' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('Engines');
    await page.getByRole('button', { name: 'Create workspace' }).click();
    await page.getByRole('button', { name: 'Workspace Engines, change' }).click();
    await page.getByRole('menuitem', { name: 'Rename workspace' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('Analytical engines');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('button', { name: 'Workspace Analytical engines, change' }).waitFor();
  }, 60_000);
});

describe('with billing on', () => {
  beforeAll(() => restartServer({ BILLING_ENABLED: 'true' }), 60_000);
  afterAll(() => restartServer({}), 60_000);

  async function restartServer(env: Record<string, string>): Promise<void> {
    await visited.platform.kill('amplication-server', 'SIGTERM');
    await visited.platform.start('amplication-server', env);
  }

  it('shows the gate as what it is', async () => {
    const visitor = await visit();
    const { page } = visitor;
    await signUp(page, newPerson('Frank Free'));
    await openSampleService(page);
    await openTab(page, 'Git');
    await page.getByRole('button', { name: 'Connect Bitbucket' }).click();
    await page.getByText('Bitbucket is part of the enterprise plan', { exact: true }).waitFor();
    expect(await page.getByText('Ask the operator').isVisible()).toBe(true);
    expect(page.url()).toContain(visited.platform.urls['amplication-client']);
    forgive(visitor, REFUSED);
  }, 60_000);
});

/** Waits until the card of the pull request shows a state: the page asks Bitbucket again by itself. */
async function waitForState(page: Visitor['page'], state: RegExp): Promise<boolean> {
  await page.getByTestId('pull-request-state').filter({ hasText: state }).waitFor({ timeout: 45_000 });
  return true;
}
