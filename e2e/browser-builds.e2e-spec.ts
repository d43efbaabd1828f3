import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Page, Request } from 'playwright-core';
import {
  build,
  chooseBitbucketWorkspace,
  connect,
  createRepository,
  newPerson,
  openSampleService,
  openTab,
  signUp,
  waitForBuild,
} from '../tools/browser/walk';
import { visitedPlatform } from './browser/visited-platform';
import { forgive } from './browser/visitors';

const visited = visitedPlatform();
const { visitors } = visited;

const unique = () => randomBytes(4).toString('hex');
const log = (page: Page) => page.getByRole('region', { name: 'Log' });
const shownLines = (page: Page) => page.getByTestId('log-line').allInnerTexts();

async function signUpAndLink(page: Page): Promise<void> {
  await signUp(page, newPerson('Ada Lovelace'));
  await openSampleService(page);
  await openTab(page, 'Git');
  await connect(page, 'Alice');
  await chooseBitbucketWorkspace(page, 'Acme', 'acme');
  await createRepository(page, `live-${unique()}`);
}

async function setEmulator(settings: object): Promise<void> {
  const answer = await fetch(`${visited.platform.urls['bitbucket-emulator']}/_emulator/settings`, {
    method: 'PATCH',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(settings),
  });
  expect(answer.status).toBe(200);
}

/** What the server keeps of the log of the build that the page shows. */
async function keptMessages(page: Page): Promise<string[]> {
  const buildId = new URL(page.url()).pathname.split('/').at(-1);
  const answer = await page.request.get(`/api/builds/${buildId}/log?pageSize=100`);
  const body = (await answer.json()) as { items: { message: string }[] };
  return body.items.map(({ message }) => message);
}

describe('the live log', () => {
  it('says that it reconnects while the server is away, and goes on without a lost or doubled line', async () => {
    const visitor = await visitors.open();
    const { page } = visitor;
    await signUpAndLink(page);
    await visited.platform.kill('amplication-git-pull-request-service', 'SIGSTOP');
    await build(page, 'A build with an interruption');
    await page.getByTestId('log-line').first().waitFor();
    await log(page).getByText('live', { exact: true }).waitFor();

    await visited.platform.kill('amplication-server');
    await log(page).getByText('reconnecting').waitFor();
    expect(await shownLines(page)).not.toEqual([]);
    expect(await page.getByRole('heading', { name: 'Build 1' }).isVisible()).toBe(true);
    await visited.platform.start('amplication-server');
    await log(page).getByText('live', { exact: true }).waitFor({ timeout: 30_000 });
    await visited.platform.kill('amplication-git-pull-request-service', 'SIGCONT');

    await waitForBuild(page);
    const shown = await shownLines(page);
    const kept = await keptMessages(page);
    expect(shown.map((line) => line.replace(/^\S+( [AP]M)? /, ''))).toEqual(kept);
    forgive(visitor, /^5/);
  }, 180_000);
});

describe('a build that fails', () => {
  it('says why, and arrives when it is tried again', async () => {
    const { page } = await visitors.open();
    await signUpAndLink(page);
    await setEmulator({ preReceiveRefusal: 'No pushes on a holiday' });
    await build(page, 'A build on a holiday');
    const failure = page.getByRole('alert').filter({ hasText: 'The build failed' });
    await failure.waitFor({ timeout: 60_000 });
    expect(await failure.innerText()).toContain('No pushes on a holiday');
    expect(await page.getByRole('list', { name: 'Steps' }).innerText()).toContain('failed');

    await setEmulator({ preReceiveRefusal: null });
    await failure.getByRole('button', { name: 'Try again' }).click();
    await failure.waitFor({ state: 'detached' });
    await log(page).getByText('Attempt 2').waitFor();
    await page.getByRole('region', { name: 'Pull request' }).waitFor({ timeout: 60_000 });
    await waitForBuild(page);
  }, 180_000);
});

describe('without a repository', () => {
  it('generates files to read, search and download, and keeps the history', async () => {
    const { page } = await visitors.open();
    await signUp(page, newPerson('Ada Lovelace'));
    await openSampleService(page);
    for (const title of ['The first of two', 'The second of two']) {
      await build(page, title);
      await waitForBuild(page);
      await page.getByText('No repository was connected').waitFor();
      if (title.includes('first')) await page.getByRole('link', { name: 'Order Service' }).click();
    }
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download zip' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.zip$/);
    expect(await download.failure()).toBeNull();

    await page.getByRole('link', { name: 'Builds', exact: true }).click();
    const history = page.getByRole('table', { name: 'Builds' });
    await history.getByText('2: The second of two').waitFor();
    await history.getByText('1: The first of two').waitFor();
    await page.getByRole('textbox', { name: 'Search builds' }).fill('first');
    await history.getByText('2: The second of two').waitFor({ state: 'detached' });
    expect(await history.getByText('1: The first of two').isVisible()).toBe(true);
    await page.getByRole('textbox', { name: 'Search builds' }).fill('nothing like this');
    await page.getByText('No matching builds').waitFor();
  }, 120_000);
});

describe('the first load', () => {
  const LIMIT_KB = 250;

  it('is under 250 KB of script, compressed, wherever a person begins', async () => {
    const { page } = await visitors.open();
    const kilobytes: Record<string, number> = {};
    kilobytes.signIn = await firstLoad(page, async () => {
      await page.goto('/sign-in');
      await page.getByRole('button', { name: 'Sign in' }).waitFor();
    });
    await signUp(page, newPerson('Ada Lovelace'));
    await openSampleService(page);
    kilobytes.model = await firstLoad(page, async () => {
      await page.reload();
      await page.getByRole('region', { name: 'Entity Customer' }).waitFor();
    });
    await build(page, 'Something to begin with');
    await waitForBuild(page);
    kilobytes.build = await firstLoad(page, async () => {
      await page.reload();
      await waitForBuild(page);
    });
    expect(Object.entries(kilobytes).filter(([, size]) => size > LIMIT_KB)).toEqual([]);
    expect(Math.min(...Object.values(kilobytes))).toBeGreaterThan(10);
  }, 90_000);

  /** What a browser that has nothing yet loads of scripts, as a web server sends them; a KB is 1,000 bytes. */
  async function firstLoad(page: Page, load: () => Promise<void>): Promise<number> {
    const devTools = await page.context().newCDPSession(page);
    await devTools.send('Network.clearBrowserCache');
    const scripts = new Set<string>();
    const collect = (request: Request) => {
      if (request.resourceType() === 'script') scripts.add(request.url());
    };
    page.on('request', collect);
    await load();
    page.off('request', collect);
    // Asked for once more: the browser drops the bodies of a page that it leaves.
    const sizes = await Promise.all([...scripts].map(compressedSize));
    return sizes.reduce((sum, size) => sum + size, 0) / 1000;
  }
});

async function compressedSize(url: string): Promise<number> {
  const response = await fetch(url);
  expect(response.status).toBe(200);
  return gzipSync(Buffer.from(await response.arrayBuffer())).length;
}
