import { randomBytes } from 'node:crypto';
import type { Page } from 'playwright-core';
import {
  build,
  chooseBitbucketWorkspace,
  connect,
  createRepository,
  newPerson,
  openTab,
  signUp,
  waitForBuild,
} from '../browser/walk';
import { walkModel } from './model-pages';
import { walkNewFromSchema } from './schema-pages';

/** Stands on every page once, in every state worth looking at, and calls `visit` there. */
export async function walkEveryPage(page: Page, visit: (name: string) => Promise<void>): Promise<void> {
  await walkToServices(page, visit);
  const services = new URL(page.url()).pathname;
  await walkModel(page, visit);
  await walkGit(page, visit);
  await walkBuilds(page, visit);
  for (const name of ['connections', 'members']) {
    await page.goto(services.replace(/services$/, name));
    await page
      .getByRole('button', { name: /Connect Bitbucket|Add/ })
      .first()
      .waitFor();
    await visit(name);
  }
  await page.getByRole('button', { name: /^Workspace / }).click();
  await page.getByRole('menuitem', { name: 'New workspace' }).waitFor();
  await visit('workspace menu');
  await page.goto('/no/such/page');
  await page.getByText('Page not found').waitFor();
  await visit('not found');
  await page.goto('/bitbucket-auth-app/callback?error=access_denied&state=unknown');
  await page.getByText('This connection attempt has expired').waitFor();
  await visit('callback, attempt over');
}

async function walkToServices(page: Page, visit: (name: string) => Promise<void>): Promise<void> {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('Enter your password.').waitFor();
  await visit('sign-in');
  await page.goto('/sign-up');
  await page.getByRole('button', { name: 'Sign up' }).waitFor();
  await visit('sign-up');
  await signUp(page, newPerson('Ada Lovelace'));
  await page.getByRole('article').first().waitFor();
  await visit('services');
  await page.getByRole('button', { name: 'New service' }).click();
  await page.getByRole('dialog').waitFor();
  await visit('new service');
  await walkNewFromSchema(page, visit);
  await page.getByRole('link', { name: 'Back to the services' }).click();
  await page.getByRole('article').first().waitFor();
}

async function walkGit(page: Page, visit: (name: string) => Promise<void>): Promise<void> {
  await openTab(page, 'Git');
  await page.getByRole('button', { name: 'Connect Bitbucket' }).waitFor();
  await visit('git, not connected');
  await connect(page, 'Alice');
  await page.getByRole('list', { name: 'Bitbucket workspace' }).getByRole('button').first().waitFor();
  await visit('git, choose a Bitbucket workspace');
  await chooseBitbucketWorkspace(page, 'Acme', 'acme');
  await visit('git, create a repository');
  await page.getByText('Connect an existing one').click();
  await page.getByRole('list', { name: 'Repository' }).getByRole('button').first().waitFor();
  await visit('git, choose a repository');
  await page.getByText('Create a repository').click();
  await createRepository(page, `looked-at-${randomBytes(4).toString('hex')}`);
  await visit('git, linked');
}

async function walkBuilds(page: Page, visit: (name: string) => Promise<void>): Promise<void> {
  await openTab(page, 'Builds');
  await page.getByText('Not built yet').waitFor();
  await visit('builds, none');
  await build(page, 'A build to look at');
  await waitForBuild(page);
  await page.getByRole('region', { name: 'Report' }).waitFor();
  await visit('build');
  await page.getByRole('button', { name: /\d+ files/ }).click();
  const files = page.getByRole('navigation', { name: 'Files' });
  await files.getByRole('button', { name: 'package.json' }).first().click();
  await page.getByText('"dependencies"').waitFor();
  await visit('files');
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Builds', exact: true }).click();
  await page.getByRole('table', { name: 'Builds' }).waitFor();
  await visit('builds');
}
