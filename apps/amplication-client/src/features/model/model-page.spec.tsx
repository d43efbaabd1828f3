/** @jest-environment ./test/browser-environment.mjs */
import { screen, waitFor, within } from '@testing-library/react';
import { refuse, serve } from '../../../test/api';
import { show } from '../../../test/render';
import type { components } from '../../api/schema';
import { ModelPage } from './model-page';

const MODEL = '/api/resources/r1/model';
const saved = (version: number): components['schemas']['ModelView'] => ({
  version,
  createdAt: '2026-01-01T10:00:00.000Z',
  createdBy: null,
  model: { entities: [{ id: 'e1', name: 'Order', pluralName: 'Orders', description: '', fields: [] }] },
});

/** The page with one change that is not saved. */
async function edit(onSave: () => object) {
  const sent = serve({ [`GET ${MODEL}`]: () => saved(1), [`PUT ${MODEL}`]: onSave });
  const { user, goTo } = show(<ModelPage />, { context: { service: { id: 'r1' } } });
  await user.click(await screen.findByRole('button', { name: 'Add field to Order' }));
  await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'total');
  await user.click(screen.getByRole('button', { name: 'Add field' }));
  const bar = await screen.findByRole('region', { name: 'Unsaved changes' });
  const press = (name: string) => user.click(within(bar).getByRole('button', { name }));
  return { user, goTo, sent, bar, press };
}

const isGone = () => expect(screen.queryByRole('region', { name: 'Unsaved changes' })).toBeNull();

describe('unsaved changes', () => {
  it('are saved on top of the version that they began with', async () => {
    const { sent, press } = await edit(() => saved(2));
    await press('Save model');
    await waitFor(isGone);
    const [body] = sent.filter(({ route }) => route.startsWith('PUT')).map((request) => request.body);
    expect(body).toMatchObject({
      version: 1,
      model: { entities: [{ name: 'Order', fields: [{ name: 'total' }] }] },
    });
  });

  it('stay after a save that failed, which is shown and leads to what is wrong', async () => {
    const problems = [{ path: 'entities[0].fields[0].name', message: 'is a reserved word' }];
    const { bar, press } = await edit(() =>
      refuse(400, { code: 'MODEL_INVALID', message: 'The model is not valid.', params: { problems } }),
    );
    await press('Save model');
    expect((await within(bar).findByRole('status')).textContent).toBe('Not saved: 1 problem.');
    expect(
      within(screen.getByRole('table', { name: 'Fields of Order' })).getByRole('alert').textContent,
    ).toBe('is a reserved word');
    await press('Show');
    expect(document.activeElement?.textContent).toBe('Could not save the model: one problem, marked below.');
  });

  it('are not written over those of somebody else', async () => {
    const { bar, press } = await edit(() => refuse(409, { code: 'CONFLICT', message: 'Saved meanwhile.' }));
    await press('Save model');
    expect((await within(bar).findByRole('status')).textContent).toBe(
      'Not saved: someone else has saved this model.',
    );
    await press('Show');
    expect(document.activeElement).toBe(
      screen.getByRole('alert', { name: 'Someone else has saved this model' }),
    );
  });

  it('are taken back one by one', async () => {
    const { press } = await edit(() => saved(2));
    await press('Undo');
    isGone();
    expect(screen.queryByText('total')).toBeNull();
  });

  it('hold back who leaves, until they say that the changes may go', async () => {
    const { user, goTo } = await edit(() => saved(2));
    await goTo('/elsewhere');
    const warning = await screen.findByRole('dialog', { name: 'Leave without saving?' });
    await user.click(within(warning).getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(screen.getByText('total')).toBeTruthy();
    await goTo('/elsewhere');
    await user.click(await screen.findByRole('button', { name: 'Discard changes and leave' }));
    expect(await screen.findByRole('heading', { name: 'Another page' })).toBeTruthy();
  });
});

describe('an entity', () => {
  it('goes only after a warning that names the relations it takes along', async () => {
    const order = saved(1).model.entities[0];
    const customer = {
      id: 'e2',
      name: 'Customer',
      pluralName: 'Customers',
      description: '',
      fields: [
        {
          id: 'f1',
          name: 'lastOrder',
          type: 'relation',
          required: false,
          unique: false,
          description: '',
          relation: { entityId: 'e1', kind: 'many-to-one' },
        },
      ],
    };
    serve({ [`GET ${MODEL}`]: () => ({ ...saved(1), model: { entities: [order, customer] } }) });
    const { user } = show(<ModelPage />, { context: { service: { id: 'r1' } } });
    await user.click(await screen.findByRole('button', { name: 'Remove entity Order' }));
    const warning = await screen.findByRole('dialog', { name: 'Remove Order?' });
    expect(warning.textContent).toContain('Relations that point at it go too: Customer.lastOrder.');
    expect(screen.getByText('Table and route: Orders')).toBeTruthy();
    await user.click(within(warning).getByRole('button', { name: 'Remove the entity' }));
    await waitFor(() => expect(screen.queryByText('Table and route: Orders')).toBeNull());
  });
});
