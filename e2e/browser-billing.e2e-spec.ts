import type { Browser } from 'playwright-core';
import { type Platform, startPlatform } from '../tools/platform';
import { launchBrowser, openVisitor } from '../tools/browser/browser';
import { newPerson, openSampleService, openTab, signUp } from '../tools/browser/walk';

let platform: Platform;
let browser: Browser;

beforeAll(async () => {
  platform = await startPlatform({
    ports: 'free',
    services: ['amplication-server', 'bitbucket-emulator', 'amplication-client'],
    serviceEnv: { 'amplication-server': { BILLING_ENABLED: 'true' } },
  });
  browser = await launchBrowser();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await platform?.stop();
}, 60_000);

it('shows the billing gate as what it is', async () => {
  const { page, close } = await openVisitor(browser, platform.urls['amplication-client']);
  await signUp(page, newPerson('Frank Free'));
  await openSampleService(page);
  await openTab(page, 'Git');
  await page.getByRole('button', { name: 'Connect Bitbucket' }).click();
  await page.getByText('Bitbucket is part of the enterprise plan', { exact: true }).waitFor();
  expect(await page.getByText('Ask the operator').isVisible()).toBe(true);
  expect(page.url()).toContain(platform.urls['amplication-client']);
  await close();
}, 60_000);
