import type { Browser, Page } from 'playwright-core';
import { openVisitor } from '../browser/browser';
import {
  build,
  chooseBitbucketWorkspace,
  createRepository,
  grant,
  newPerson,
  openSampleService,
  openTab,
  signUp,
  waitForBuild,
} from '../browser/walk';

/** Takes a picture of a page, or of a part of it, under a name. */
export type Take = (page: Page, name: string) => Promise<void>;

/** Walks the steps of docs/connect-to-bitbucket.md with the emulator, with a picture of each. */
export async function takeDocumentation(browser: Browser, clientUrl: string, take: Take): Promise<void> {
  const { page, close } = await openVisitor(browser, clientUrl, { width: 1100, height: 760 });
  await signUp(page, newPerson('Ada Lovelace'));
  await openSampleService(page);
  await openTab(page, 'Git');
  const connect = page.getByRole('button', { name: 'Connect Bitbucket' });
  await connect.waitFor();
  await take(page, 'connect-to-bitbucket');

  await connect.click();
  const alice = page.getByRole('button', { name: /Alice/ });
  await alice.waitFor();
  await take(page, 'emulator-sign-in');
  await alice.click();
  await page.getByRole('button', { name: 'Grant access' }).waitFor();
  await take(page, 'grant-access');

  await grant(page);
  await page.getByRole('list', { name: 'Bitbucket workspace' }).getByRole('button').first().waitFor();
  await take(page, 'select-bitbucket-workspace');
  await chooseBitbucketWorkspace(page, 'Acme', 'acme');
  await page.getByText('Connect an existing one').click();
  await page.getByRole('list', { name: 'Repository' }).getByRole('button').first().waitFor();
  await take(page, 'connect-existing-repository');
  await page.getByText('Create a repository').click();
  await page.getByLabel('Name', { exact: true }).fill('Order Service');
  await take(page, 'create-repository');
  await createRepository(page, 'Order Service');
  await page.evaluate('window.scrollTo(0, 0)');
  await take(page, 'repository-linked');

  await build(page, 'The first build');
  await waitForBuild(page);
  await page.getByRole('region', { name: 'Report' }).waitFor();
  await take(page, 'build');
  const pullRequest = await page.getByRole('link', { name: 'Open in Bitbucket' }).getAttribute('href');
  const buildPage = page.url();
  await page.goto(pullRequest ?? '');
  const merge = page.getByRole('button', { name: 'Merge', exact: true });
  await merge.waitFor();
  await take(page, 'pull-request');
  await merge.click();
  await page.getByText('MERGED').first().waitFor();
  await page.goto(buildPage);
  await page
    .getByTestId('pull-request-state')
    .filter({ hasText: /merged/i })
    .waitFor({ timeout: 90_000 });
  await take(page, 'merged');
  await close();
}
