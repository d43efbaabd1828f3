import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';

/** The steps of the documentation, as a person clicks them. */

export interface Person {
  name: string;
  email: string;
  password: string;
}

export function newPerson(name: string): Person {
  return { name, email: `${randomUUID()}@example.com`, password: 'correct horse battery staple' };
}

export async function signUp(page: Page, person: Person): Promise<void> {
  await page.goto('/sign-up');
  await page.getByLabel('Name').fill(person.name);
  await page.getByLabel('E-mail address').fill(person.email);
  await page.getByRole('textbox', { name: 'Password' }).fill(person.password);
  await page.getByRole('button', { name: 'Sign up' }).click();
  await page.getByRole('heading', { name: 'Services', level: 1 }).waitFor();
}

export async function openSampleService(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Order Service' }).click();
  await page.getByRole('tab', { name: 'Model' }).waitFor();
}

export async function openTab(page: Page, name: 'Model' | 'Git' | 'Builds'): Promise<void> {
  await page.getByRole('tab', { name }).click();
  await page.getByRole('tab', { name, selected: true }).waitFor();
}

/** Presses Connect and stands on Bitbucket's page, signed in there as the given user. */
export async function goToBitbucket(page: Page, user: 'Alice' | 'Bob'): Promise<void> {
  await page.getByRole('button', { name: 'Connect Bitbucket' }).click();
  await chooseBitbucketUser(page, user);
}

/** On Bitbucket's pages: says who one is, if it asks. */
export async function chooseBitbucketUser(page: Page, user: 'Alice' | 'Bob'): Promise<void> {
  const grant = page.getByRole('button', { name: 'Grant access' });
  const who = page.getByRole('button', { name: new RegExp(user) });
  await grant.or(who).first().waitFor();
  if (await who.isVisible()) await who.click();
  await grant.waitFor();
}

export async function grant(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Grant access' }).click();
}

/** Connects from the Git tab of a service and comes back to it. */
export async function connect(page: Page, user: 'Alice' | 'Bob'): Promise<void> {
  await goToBitbucket(page, user);
  await grant(page);
  await page.getByRole('heading', { name: 'Choose a repository' }).waitFor();
}

export async function chooseBitbucketWorkspace(page: Page, name: string, search = name): Promise<void> {
  await page.getByRole('textbox', { name: 'Bitbucket workspace' }).fill(search);
  await page.getByRole('list', { name: 'Bitbucket workspace' }).getByRole('button', { name }).first().click();
  await page.getByRole('button', { name: 'Change the Bitbucket workspace' }).waitFor();
}

/** Creates a repository and returns its slug as the form announced it. */
export async function createRepository(page: Page, name: string): Promise<void> {
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByRole('button', { name: 'Create repository' }).click();
  await page.getByText('Builds are pushed to').waitFor();
}

/** Starts a build from the Builds tab and waits for its end. */
export async function build(page: Page, title: string): Promise<void> {
  await openTab(page, 'Builds');
  await page.getByRole('button', { name: 'Build', exact: true }).click();
  await page.getByLabel('What changed').fill(title);
  await page.getByRole('button', { name: 'Start build' }).click();
  await page.getByRole('heading', { name: /^Build \d+$/ }).waitFor();
}

/** On a build's page: waits until the event stream has reported the end. */
export async function waitForBuild(page: Page): Promise<void> {
  await page.getByRole('region', { name: 'Log' }).getByText('complete').waitFor({ timeout: 60_000 });
}

export async function addField(page: Page, entity: string, name: string): Promise<void> {
  await openTab(page, 'Model');
  await page.getByRole('button', { name: `Add field to ${entity}`, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).fill(name);
  await dialog.getByRole('button', { name: 'Add field' }).click();
  await page.getByRole('button', { name: 'Save model' }).click();
  await page.getByRole('button', { name: 'Save model' }).waitFor({ state: 'detached' });
}
