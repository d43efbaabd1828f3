import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import {
  chooseBitbucketWorkspace,
  connect,
  createRepository,
  newPerson,
  openSampleService,
  openTab,
  signUp,
} from '../tools/browser/walk';
import { visitedPlatform } from './browser/visited-platform';

const { visitors } = visitedPlatform();

/** For who wants to look at the dialog: wide, and on a phone. */
async function takePictures(page: Page): Promise<void> {
  const folder = process.env.PICTURES;
  if (!folder) return;
  const size = page.viewportSize();
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 });
    await page.screenshot({ path: join(folder, `remove-member-${width}.png`) });
  }
  if (size) await page.setViewportSize(size);
}

it('removing a member names the services that stop, and leaves a connection to renew', async () => {
  const [{ page: owner }, { page: leaver }] = [await visitors.open(), await visitors.open()];
  const mary = newPerson('Mary Member');
  const repository = `leaving-${randomBytes(4).toString('hex')}`;
  await signUp(leaver, mary);
  await signUp(owner, newPerson('Olivia Owner'));
  await owner.getByRole('link', { name: 'Members' }).click();
  await owner.getByLabel('Add someone who has an account').fill(mary.email);
  await owner.getByRole('button', { name: 'Add', exact: true }).click();
  await owner.getByText(mary.email).waitFor();
  await owner.getByRole('combobox', { name: 'Role of Mary Member' }).click();
  const changed = owner.waitForResponse((answer) => answer.request().method() === 'PATCH');
  await owner
    .getByRole('listbox', { name: 'Role of Mary Member' })
    .getByRole('option', { name: 'Owner' })
    .click();
  expect((await changed).status()).toBe(200);

  await leaver.reload();
  await leaver.getByRole('button', { name: /^Workspace / }).click();
  await leaver.getByRole('menuitem', { name: /Olivia/ }).click();
  await leaver.getByRole('button', { name: /^Workspace Olivia/ }).waitFor();
  await openSampleService(leaver);
  await openTab(leaver, 'Git');
  await connect(leaver, 'Alice');
  await chooseBitbucketWorkspace(leaver, 'Acme', 'acme');
  await createRepository(leaver, repository);

  await owner.getByRole('button', { name: 'Remove Mary Member' }).click();
  const dialog = owner.getByRole('dialog');
  await dialog.getByText('Mary Member connected Bitbucket as Alice Liddell.').waitFor();
  await dialog.getByText(`Order Service, to acme/${repository}`).waitFor();
  await takePictures(owner);
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await owner.getByText(mary.email).waitFor({ state: 'detached' });
  await owner.getByRole('link', { name: 'Bitbucket', exact: true }).click();
  const card = owner.getByRole('article', { name: 'Bitbucket account Alice Liddell' });
  await card.getByText('reconnect needed').waitFor();
  await card.getByText(/has left the workspace\. An owner of the workspace must reconnect/).waitFor();
}, 120_000);
