import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { Browser } from 'playwright-core';
import { type Platform, startPlatform } from '../tools/platform';
import { launchBrowser, openVisitor, type Visitor } from '../tools/browser/browser';
import {
  addField,
  build,
  chooseBitbucketUser,
  chooseBitbucketWorkspace,
  connect,
  createRepository,
  goToBitbucket,
  grant,
  newPerson,
  openSampleService,
  openTab,
  signUp,
  waitForBuild,
} from '../tools/browser/walk';

let platform: Platform;
let browser: Browser;
let visitors: Visitor[] = [];

beforeAll(async () => {
  platform = await startPlatform({ ports: 'free' });
  browser = await launchBrowser();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await platform?.stop();
}, 60_000);

async function visit(): Promise<Visitor> {
  const visitor = await openVisitor(browser, platform.urls['amplication-client']);
  visitors.push(visitor);
  return visitor;
}

afterEach(async () => {
  const complaints = visitors.flatMap((visitor) => visitor.complaints);
  await Promise.all(visitors.map((visitor) => visitor.close()));
  visitors = [];
  expect(complaints).toEqual([]);
});

const unique = () => randomBytes(4).toString('hex');
const path = (url: string) => new URL(url).pathname;

async function query(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: platform.databaseUrl });
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
      'build as the account that you grant',
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

describe('connecting', () => {
  async function startAt(bitbucketUser: 'Alice' | 'Bob'): Promise<Visitor> {
    const visitor = await visit();
    await signUp(visitor.page, newPerson('Grace Hopper'));
    await openSampleService(visitor.page);
    await openTab(visitor.page, 'Git');
    await goToBitbucket(visitor.page, bitbucketUser);
    return visitor;
  }

  it('says that access was denied, and lets the user begin again', async () => {
    const visitor = await startAt('Alice');
    const { page } = visitor;
    await page.getByRole('button', { name: 'Deny' }).click();
    await page.getByText('Access was denied').waitFor();
    await page.getByRole('button', { name: 'Connect again' }).click();
    await chooseBitbucketUser(page, 'Alice');
    await grant(page);
    await page.getByRole('heading', { name: 'Choose a repository' }).waitFor();
    forgiveRefusals(visitor);
  }, 60_000);

  it('says that the attempt is over when its time is up', async () => {
    const visitor = await startAt('Alice');
    const { page } = visitor;
    await query(
      `update server.oauth_state set expires_at = now() - interval '1 minute' where consumed_at is null`,
    );
    await grant(page);
    await page.getByText('This attempt is over').waitFor();
    await page.getByRole('link', { name: 'Go back' }).click();
    await page.getByRole('button', { name: 'Connect Bitbucket' }).waitFor();
    forgiveRefusals(visitor);
  }, 60_000);

  it('takes code and state out of the address, and shows the stored outcome after a reload', async () => {
    const visitor = await startAt('Alice');
    const { page } = visitor;
    await page.getByRole('button', { name: 'Deny' }).click();
    await page.getByText('Access was denied').waitFor();
    expect(new URL(page.url()).search).toBe('');
    await page.reload();
    await page.getByText('Access was denied').waitFor();
    forgiveRefusals(visitor);
  }, 60_000);

  it('connects one of 300 repositories, found by search', async () => {
    const { page } = await startAt('Bob');
    await grant(page);
    await chooseBitbucketWorkspace(page, 'Warehouse', 'warehouse');
    await page.getByText('Connect an existing one').click();
    const list = page.getByRole('list', { name: 'Repository' });
    await list.getByRole('button').first().waitFor();
    await page.getByRole('button', { name: 'Show more' }).click();
    await list.getByRole('button').nth(50).waitFor();
    await page.getByRole('textbox', { name: 'Repository' }).fill('287');
    await list.getByRole('button', { name: /287/ }).click();
    await page.getByRole('button', { name: 'Connect the repository' }).click();
    await page.getByRole('link', { name: /warehouse\/service-287/ }).waitFor();
  }, 90_000);

  it('disconnects after it has said what that stops, and reconnects with the link still there', async () => {
    const { page } = await startAt('Alice');
    await grant(page);
    await chooseBitbucketWorkspace(page, 'Acme', 'acme');
    await createRepository(page, `again-${unique()}`);
    await page.getByRole('link', { name: 'Bitbucket', exact: true }).click();
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
    await owner.page.getByLabel('Add somebody who has an account').fill(person.email);
    await owner.page.getByRole('button', { name: 'Add', exact: true }).click();
    await owner.page.getByText(person.email).waitFor();
    await member.page.reload();
    await member.page.getByRole('button', { name: /^Workspace / }).click();
    await member.page.getByRole('menuitem', { name: /Olivia/ }).click();
    await member.page.getByRole('button', { name: /^Workspace Olivia/ }).waitFor();
    await openSampleService(member.page);
    await openTab(member.page, 'Git');
    await member.page.getByText('An owner connects Bitbucket').waitFor();
    expect(await member.page.getByRole('button', { name: 'Connect Bitbucket' }).count()).toBe(0);
  }, 60_000);
});

/** Waits until the card of the pull request shows a state: the page asks Bitbucket again by itself. */
async function waitForState(page: Visitor['page'], state: RegExp): Promise<boolean> {
  await page.getByTestId('pull-request-state').filter({ hasText: state }).waitFor({ timeout: 45_000 });
  return true;
}

/** A refusal that the test asked for is an answer with an error status, which Chromium notes in the console. */
function forgiveRefusals(visitor: Visitor): void {
  const kept = visitor.complaints.filter((text) => !/status of (400|402|403|409)/.test(text));
  visitor.complaints.splice(0, visitor.complaints.length, ...kept);
}
