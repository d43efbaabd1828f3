/** @jest-environment ./test/browser-environment.mjs */
import { screen, within } from '@testing-library/react';
import { refuse, serve } from '../../../test/api';
import { show } from '../../../test/render';
import { ImportModelPage } from './import-model-page';

const change = (kind: string, subject: string) => ({ kind, subject, what: `${subject} was ${kind}.` });
const PREVIEW = 'POST /api/resources/r1/model/import';
const APPLY = 'POST /api/resources/r1/model/import/apply';
const preview = (changes: object[]) => ({
  format: 'sql',
  counts: { entities: 0, fields: 0, relations: 0, enums: 0, indexes: 0 },
  lossCount: 0,
  losses: [],
  model: { version: 2, name: 'Shop', description: '', extensions: [], roles: [], enums: [], entities: [] },
  basedOnVersion: 3,
  changeCount: changes.length,
  changes,
});

/** The page after a text was read that changes this. */
async function read(changes: object[], apply: () => object = () => ({ version: 4 })) {
  const sent = serve({ [PREVIEW]: () => preview(changes), [APPLY]: apply });
  const { user } = show(<ImportModelPage />, { path: '/s/model/import', context: { service: { id: 'r1' } } });
  const press = async (name: string) => user.click(await screen.findByRole('button', { name }));
  await user.click(await screen.findByRole('textbox', { name: 'Or paste it' }));
  await user.paste('CREATE TABLE a (id int);');
  await press('Read the schema');
  await screen.findByRole('region', { name: 'What the schema holds' });
  return { user, sent, press };
}

const applied = (sent: { route: string; body: unknown }[]) =>
  sent.filter(({ route }) => route === APPLY).map(({ body }) => body);
const isDone = () => screen.findByRole('heading', { name: 'Another page' });

describe('the model of a service', () => {
  it('becomes that of a schema on top of the version that was looked at', async () => {
    const { sent, press } = await read([change('added', 'Order'), change('changed', 'Customer.name')]);
    expect(screen.getByText('Version 3 stays, and can be restored.')).toBeTruthy();
    expect(screen.getByRole('list', { name: 'Changes' }).textContent).toBe(
      'addedOrder was added.changedCustomer.name was changed.',
    );
    await press('Apply to the model');
    await isDone();
    expect(applied(sent)).toEqual([{ text: 'CREATE TABLE a (id int);', version: 3 }]);
  });

  it('loses nothing before a warning that names it and says that the version before stays', async () => {
    const { user, sent, press } = await read([change('added', 'Order'), change('removed', 'Customer.name')]);
    expect(
      within(screen.getByRole('list', { name: 'Changes' })).getAllByRole('listitem')[0]?.textContent,
    ).toContain('Customer.name');
    await press('Apply to the model');
    const warning = await screen.findByRole('dialog', { name: 'Remove one part of the model?' });
    expect(warning.textContent).toContain('Customer.name');
    expect(warning.textContent).toContain('Version 3 of the model stays');
    expect(applied(sent)).toEqual([]);
    await user.click(within(warning).getByRole('button', { name: 'Apply and remove' }));
    await isDone();
    expect(applied(sent)).toHaveLength(1);
  });

  it('is not saved where nothing would change', async () => {
    await read([]);
    expect(screen.getByText('The model is the same already.')).toBeTruthy();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Apply to the model' }).disabled).toBe(true);
  });

  it('stays as it is when somebody else has saved it meanwhile', async () => {
    const message = 'The model has been saved meanwhile.';
    const { press } = await read([change('added', 'Order')], () =>
      refuse(409, { code: 'CONFLICT', message }),
    );
    await press('Apply to the model');
    expect((await screen.findByRole('alert', { name: 'Could not apply the schema' })).textContent).toContain(
      message,
    );
  });
});
