import { randomBytes } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { type Platform, startPlatform } from '../tools/platform';
import { overflow, seriousViolations } from './browser/accessibility';
import { launchBrowser, openVisitor } from './browser/browser';
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
} from './browser/walk';

let platform: Platform;
let browser: Browser;

beforeAll(async () => {
  platform = await startPlatform({ ports: 'free' });
  browser = await launchBrowser();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await platform?.stop();
}, 60_000);

describe.each([
  { width: 1280, colorScheme: 'light' as const },
  { width: 390, colorScheme: 'dark' as const },
])('every page at $width px, $colorScheme', ({ width, colorScheme }) => {
  it('has nothing that axe finds serious, and nothing that sticks out', async () => {
    const visitor = await openVisitor(browser, platform.urls['amplication-client'], { width, colorScheme });
    const { page } = visitor;
    const problems: Record<string, string[]> = {};
    const check = async (name: string) => {
      const found = await seriousViolations(page);
      const wide = await overflow(page);
      if (found.length > 0 || wide > 0)
        problems[name] = [...found, ...(wide > 0 ? [`${wide} px too wide`] : [])];
    };
    await walkEveryPage(page, check);
    await visitor.close();
    expect(problems).toEqual({});
  }, 180_000);
});

async function walkEveryPage(page: Page, check: (name: string) => Promise<void>): Promise<void> {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  await check('sign-in');
  await page.goto('/sign-up');
  await page.getByRole('button', { name: 'Sign up' }).waitFor();
  await check('sign-up');
  await signUp(page, newPerson('Ada Lovelace'));
  await page.getByRole('article').first().waitFor();
  await check('services');
  const services = new URL(page.url()).pathname;
  await page.getByRole('button', { name: 'New service' }).click();
  await page.getByRole('dialog').waitFor();
  await check('new service');
  await page.keyboard.press('Escape');
  await openSampleService(page);
  await page.getByRole('region', { name: 'Entity Customer' }).waitFor();
  await check('model');
  await page.getByRole('button', { name: 'Add field to Customer', exact: true }).click();
  await page.getByRole('dialog').waitFor();
  await check('new field');
  await page.keyboard.press('Escape');
  await openTab(page, 'Git');
  await page.getByRole('button', { name: 'Connect Bitbucket' }).waitFor();
  await check('git, not connected');
  await connect(page, 'Alice');
  await page.getByRole('list', { name: 'Bitbucket workspace' }).waitFor();
  await check('git, choose a Bitbucket workspace');
  await chooseBitbucketWorkspace(page, 'Acme', 'acme');
  await check('git, create a repository');
  await createRepository(page, `axe-${randomBytes(4).toString('hex')}`);
  await check('git, linked');
  await openTab(page, 'Builds');
  await page.getByText('Never built').waitFor();
  await check('builds, none');
  await build(page, 'A build to look at');
  await waitForBuild(page);
  await page.getByRole('region', { name: 'Report' }).waitFor();
  await check('build');
  await page.getByRole('button', { name: /\d+ files/ }).click();
  await page.getByRole('navigation', { name: 'Files' }).waitFor();
  await check('files');
  for (const name of ['connections', 'members']) {
    await page.goto(services.replace(/services$/, name));
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page
      .getByRole('button', { name: /Connect Bitbucket|Add/ })
      .first()
      .waitFor();
    await check(name);
  }
  await page.goto('/no/such/page');
  await page.getByText('There is no such page').waitFor();
  await check('not found');
}
