import type { Page } from 'playwright-core';
import { openSampleService } from '../browser/walk';
import { walkImport } from './schema-pages';

/** Looks at the editor of a model and each of its dialogs. */
export async function walkModel(page: Page, visit: (name: string) => Promise<void>): Promise<void> {
  await openSampleService(page);
  await page.getByRole('region', { name: 'Entity Customer' }).waitFor();
  await visit('model');
  const addField = page.getByRole('button', { name: 'Add field to Customer', exact: true });
  await addField.click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Add field' }).click();
  await dialog.getByText('Enter a name.').waitFor();
  await visit('new field');
  await dialog.getByRole('button', { name: 'More' }).click();
  await dialog.getByLabel('Column').scrollIntoViewIfNeeded();
  await visit('new field, more');
  await dialog.getByLabel('Name', { exact: true }).fill('loyaltyPoints');
  await dialog.getByRole('button', { name: 'Add field' }).click();
  await page.getByRole('button', { name: 'Save model' }).waitFor();
  await visit('model, not saved');
  await page.getByRole('button', { name: 'Discard' }).click();
  await walkParts(page, visit);
  await walkImport(page, visit);
}

/** The other dialogs of the editor. */
async function walkParts(page: Page, visit: (name: string) => Promise<void>): Promise<void> {
  const dialog = page.getByRole('dialog');
  const look = async (name: string) => {
    const cancel = dialog.getByRole('button', { name: 'Cancel' });
    await cancel.waitFor();
    await visit(name);
    await cancel.click();
    await dialog.waitFor({ state: 'detached' });
  };
  await page.getByRole('button', { name: 'Add entity' }).click();
  await look('new entity');
  await page.getByRole('button', { name: 'Add relation to Customer', exact: true }).click();
  await look('new relation');
  for (const [item, name] of [
    ['Add unique over several fields', 'new unique'],
    ['Add index', 'new index'],
  ] as const) {
    await page.getByRole('button', { name: 'Add more to Customer' }).click();
    await page.getByRole('menuitem', { name: item }).click();
    await look(name);
  }
  await page.getByRole('tab', { name: /^Enums/ }).click();
  await page.getByRole('button', { name: 'Add enum' }).waitFor();
  await visit('enums');
  await page
    .getByRole('button', { name: /^Edit enum/ })
    .first()
    .click();
  await look('enum');
  await page.getByRole('tab', { name: /^Roles/ }).click();
  await page.getByRole('button', { name: 'Add role' }).waitFor();
  await visit('roles');
}
