/** @jest-environment ./test/browser-environment.mjs */
import { screen } from '@testing-library/react';
import { show } from '../../../test/render';
import { FieldModal } from './field-modal';
import type { EntityModel, FieldModel } from './model-draft';

const field = (id: string, name: string): FieldModel => ({
  id,
  name,
  type: 'text',
  required: false,
  unique: false,
  description: '',
});
const order: EntityModel = {
  id: 'e1',
  name: 'Order',
  pluralName: 'Orders',
  description: '',
  fields: [field('f1', 'number'), field('f2', 'note')],
};
const customer: EntityModel = {
  id: 'e2',
  name: 'Customer',
  pluralName: 'Customers',
  description: '',
  fields: [],
};

function edit(edited: FieldModel = field('f3', ''), isNew = true) {
  const saved: FieldModel[] = [];
  const { user } = show(
    <FieldModal
      field={edited}
      isNew={isNew}
      entity={order}
      entities={[customer, order]}
      onSave={(result) => saved.push(result)}
      onClose={() => undefined}
    />,
  );
  return { user, saved };
}

const name = () => screen.findByRole('textbox', { name: 'Name' });
const choose = async (user: ReturnType<typeof show>['user'], type: string) => {
  await user.click(screen.getByRole('combobox', { name: 'Type' }));
  await user.click(await screen.findByRole('option', { name: type, hidden: true }));
};

describe('a new field', () => {
  it('takes its name in the words of a person', async () => {
    const { user, saved } = edit();
    await user.type(await name(), 'Unit price');
    await user.click(screen.getByRole('checkbox', { name: 'Required' }));
    await user.click(screen.getByRole('button', { name: 'Add field' }));
    expect(saved).toEqual([{ ...field('f3', 'unitPrice'), required: true }]);
  });

  it.each([
    ['', 'Use letters and digits, starting with a lowercase letter, such as unitPrice.'],
    ['2nd price', 'Use letters and digits, starting with a lowercase letter, such as unitPrice.'],
    ['note', 'Order has a field of this name already.'],
  ])('is not added by the name "%s", and the input says why', async (typed, problem) => {
    const { user, saved } = edit();
    const input = await name();
    if (typed) await user.type(input, typed);
    await user.click(screen.getByRole('button', { name: 'Add field' }));
    expect(saved).toEqual([]);
    expect(input.getAttribute('aria-invalid')).toBe('true');
    expect(descriptionOf(input)).toContain(problem);
  });

  it('shows no problem before it was submitted', async () => {
    edit();
    expect((await name()).getAttribute('aria-invalid')).not.toBe('true');
  });

  it('of several options needs one', async () => {
    const { user, saved } = edit();
    await user.type(await name(), 'status');
    await choose(user, 'One of several options');
    await user.click(screen.getByRole('button', { name: 'Add field' }));
    expect(await screen.findByText('Add at least one option.')).toBeTruthy();
    await user.type(screen.getByRole('combobox', { name: 'Options' }), 'open{Enter}');
    await user.click(screen.getByRole('button', { name: 'Add field' }));
    expect(saved).toEqual([{ ...field('f3', 'status'), type: 'enum', options: ['open'] }]);
  });
});

describe('a field that is there', () => {
  it('keeps its own name without a quarrel', async () => {
    const { user, saved } = edit(field('f2', 'note'), false);
    await user.click(await screen.findByRole('checkbox', { name: 'Unique' }));
    await user.click(screen.getByRole('button', { name: 'Keep changes' }));
    expect(saved).toEqual([{ ...field('f2', 'note'), unique: true }]);
  });

  it('drops what only its old type had', async () => {
    const status: FieldModel = { ...field('f2', 'note'), type: 'enum', options: ['open'] };
    const { user, saved } = edit(status, false);
    await name();
    await choose(user, 'Relation to an entity');
    await user.click(screen.getByRole('button', { name: 'Keep changes' }));
    const relation = { entityId: 'e2', kind: 'many-to-one' };
    expect(saved).toEqual([{ ...field('f2', 'note'), type: 'relation', relation }]);
  });
});

/** What is read out after the input's name. */
function descriptionOf(input: HTMLElement): string {
  const ids = input.getAttribute('aria-describedby')?.split(' ') ?? [];
  return ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
}
