/** @jest-environment ./test/browser-environment.mjs */
import { screen } from '@testing-library/react';
import { show } from '../../../../test/render';
import { entity, field, model, relation } from '../draft/model.fixture';
import type { RelationModel } from '../draft/model';
import { newRelation } from '../draft/new-parts';
import { RelationModal } from './relation-modal';

const customer = entity('Customer', {
  fields: [field('id', 'uuid', 'c.id'), field('code', 'text', 'c.code')],
});
const order = entity('Order', { fields: [field('number')] });

function edit(edited: RelationModel, isNew: boolean) {
  const saved: RelationModel[] = [];
  const { user } = show(
    <RelationModal
      relation={edited}
      isNew={isNew}
      entity={order}
      model={model([customer, order])}
      onSave={(result) => saved.push(result)}
      onClose={() => undefined}
    />,
  );
  const press = (name: string) => user.click(screen.getByRole('button', { name }));
  const choose = async (label: string, option: string) => {
    await user.click(screen.getByRole('combobox', { name: label }));
    await user.click(await screen.findByRole('option', { name: option, hidden: true }));
  };
  return { user, saved, press, choose };
}

describe('a relation', () => {
  it('has a target, names on both sides and a rule for deletion', async () => {
    const { user, saved, press, choose } = edit({ ...newRelation('order'), id: 'r' }, true);
    await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'customer');
    await choose('Points at', 'Customer');
    await user.type(screen.getByRole('textbox', { name: 'Seen from Customer' }), 'orders');
    await choose('When the Customer is deleted', 'This row is deleted, too');
    await user.click(screen.getByRole('checkbox', { name: 'Required' }));
    await press('Add relation');
    expect(saved).toEqual([
      relation('customer', 'customer', {
        id: 'r',
        required: true,
        onDelete: 'cascade',
        inverse: { name: 'orders', description: '' },
      }),
    ]);
  });

  it('needs an entity that it points at', async () => {
    const { user, saved, press } = edit(newRelation(), true);
    await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'customer');
    await press('Add relation');
    expect(saved).toEqual([]);
    expect(screen.getByText('Choose an entity.')).toBeTruthy();
  });

  it('cannot be called as something on either side is', async () => {
    const { user, saved, press, choose } = edit(newRelation('order'), true);
    await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'number');
    expect(screen.getByText('number is there already.')).toBeTruthy();
    await user.type(screen.getByRole('textbox', { name: 'Name' }), '2');
    await choose('Points at', 'Customer');
    await user.type(screen.getByRole('textbox', { name: 'Seen from Customer' }), 'code');
    await press('Add relation');
    expect(screen.getByText('code is there already.')).toBeTruthy();
    expect(saved).toEqual([]);
  });

  it('keeps all that the dialog does not show', async () => {
    const before = relation('customer', 'customer', {
      fields: ['number'],
      references: ['c.code'],
      constraint: 'order_customer_fk',
      checked: 'deferrable',
      enforced: false,
      onUpdate: 'cascade',
      inverse: { name: 'orders', description: 'Newest first.' },
      description: 'Who pays.',
    });
    const { saved, press } = edit(before, false);
    await screen.findByRole('textbox', { name: 'Name' });
    await press('More');
    await press('Keep changes');
    expect(saved).toEqual([before]);
  });

  it('of many to many drops what only a column has', async () => {
    const before = relation('customer', 'customer', {
      required: true,
      column: 'customer_no',
      constraint: 'fk',
    });
    const { user, saved, press } = edit(before, false);
    await user.click(await screen.findByRole('radio', { name: 'Many to many' }));
    await press('Keep changes');
    expect(saved).toEqual([relation('customer', 'customer', { kind: 'many-to-many' })]);
  });
});
