/** @jest-environment ./test/browser-environment.mjs */
import { screen, waitFor, within } from '@testing-library/react';
import { refuse, serve } from '../../../test/api';
import { show } from '../../../test/render';
import type { components } from '../../api/schema';
import type { ServiceModel } from './draft/model';
import { entity, enumField, field, model, relation } from './draft/model.fixture';
import { newEnum } from './draft/new-parts';
import { ModelPage } from './model-page';

const MODEL = '/api/resources/r1/model';
const saved = (version: number): components['schemas']['ModelView'] => ({
  version,
  createdAt: '2026-01-01T10:00:00.000Z',
  createdBy: null,
  model: model([entity('Order')], { extensions: ['citext'] }),
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
    const fields = [
      { path: 'model.entities.0.fields.0.name', message: 'entities[0].fields[0].name is too long' },
    ];
    const { bar, press } = await edit(() =>
      refuse(400, { code: 'VALIDATION_FAILED', message: 'The request is not valid.', fields }),
    );
    await press('Save model');
    expect((await within(bar).findByRole('status')).textContent).toBe('Not saved: 1 problem.');
    expect(
      within(screen.getByRole('table', { name: 'Fields of Order' })).getByRole('alert').textContent,
    ).toBe('is too long');
    await press('Show');
    expect(document.activeElement?.textContent).toBe(
      'Could not save the model: one problem.Order.total is too long',
    );
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

describe('a page that is older than the server', () => {
  it('says so and offers to reload', async () => {
    const message = 'This page is older than the server. Reload the page and make the change again.';
    const { press } = await edit(() => refuse(400, { code: 'MODEL_VERSION_OLD', message }));
    await press('Save model');
    const alert = await screen.findByRole('alert', { name: 'Could not save the model' });
    expect(alert.textContent).toContain(message);
    expect(within(alert).getByRole('button', { name: 'Reload' })).toBeTruthy();
  });
});

/** The page with a model as it was saved. */
async function open(shown: ServiceModel) {
  serve({ [`GET ${MODEL}`]: () => ({ ...saved(1), model: shown }) });
  const { user } = show(<ModelPage />, { context: { service: { id: 'r1' } } });
  await screen.findByRole('tab', { name: /^Entities/ });
  return { user };
}

const ORDER = entity('Order', { fields: [field('total', 'decimal')] });

describe('an entity', () => {
  it('goes only after a warning that names the relations it takes along', async () => {
    const customer = entity('Customer', { relations: [relation('lastOrder', 'order')] });
    const { user } = await open(model([ORDER, customer]));
    await user.click(screen.getByRole('button', { name: 'Remove entity Order' }));
    const warning = await screen.findByRole('dialog', { name: 'Remove Order?' });
    expect(warning.textContent).toContain('the relation Customer.lastOrder');
    await user.click(within(warning).getByRole('button', { name: 'Remove the entity' }));
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Entity Order' })).toBeNull());
    expect(screen.queryByText('lastOrder')).toBeNull();
  });

  it('says what points at it', async () => {
    const customer = entity('Customer', {
      relations: [relation('lastOrder', 'order', { inverse: { name: 'lastOf', description: '' } })],
    });
    await open(model([ORDER, customer]));
    expect(screen.getByText('Pointed at by lastOf (Customer.lastOrder)')).toBeTruthy();
  });
});

describe('a model of many entities', () => {
  const many = model(
    Array.from({ length: 12 }, (_, number) =>
      entity(`Thing${number}`, { fields: [field(`field${number}`)] }),
    ),
  );

  it('shows rows, each of which opens', async () => {
    const { user } = await open(many);
    expect(screen.getAllByRole('region', { name: /^Entity / })).toHaveLength(12);
    expect(screen.queryByRole('table')).toBeNull();
    await user.click(screen.getByRole('button', { name: /^Thing7 / }));
    expect(screen.getByRole('table', { name: 'Fields of Thing7' })).toBeTruthy();
  });

  it('is searched by entity and field', async () => {
    const { user } = await open(many);
    await user.type(screen.getByRole('textbox', { name: 'Search entities and fields' }), 'field11');
    expect(await screen.findByText('1 of 12 entities')).toBeTruthy();
    expect(screen.getByRole('region', { name: 'Entity Thing11' }).textContent).toContain('Found: field11');
  });
});

describe('an enum', () => {
  const size = { ...newEnum('Size', ['small', 'large']), id: 'size' };
  const shirt = entity('Shirt', {
    fields: [enumField('size', 'size')],
  });

  it('is edited beside the entities', async () => {
    const { user } = await open(model([], { enums: [size] }));
    await user.click(screen.getByRole('tab', { name: 'Enums (1)' }));
    await user.click(screen.getByRole('button', { name: 'Edit enum Size' }));
    await user.type(await screen.findByRole('textbox', { name: 'Label of value 1' }), 'S');
    await user.click(screen.getByRole('button', { name: 'Keep changes' }));
    expect((await screen.findByRole('region', { name: 'enum Size' })).textContent).toContain('S, large');
  });

  it('stays while a field uses it', async () => {
    const { user } = await open(model([shirt], { enums: [size] }));
    await user.click(screen.getByRole('tab', { name: 'Enums (1)' }));
    await user.click(screen.getByRole('button', { name: 'Remove enum Size' }));
    expect((await screen.findByRole('dialog', { name: 'Size is in use' })).textContent).toContain(
      'Shirt.size',
    );
  });
});
