/** @jest-environment ./test/browser-environment.mjs */
import { screen } from '@testing-library/react';
import { show } from '../../../test/render';
import { EntityModal } from './entity-modal';
import type { EntityModel } from './model-draft';

const entity = (id: string, name: string, pluralName: string): EntityModel => ({
  id,
  name,
  pluralName,
  description: '',
  fields: [],
});

async function create() {
  const saved: EntityModel[] = [];
  const { user } = show(
    <EntityModal
      entity={entity('e2', '', '')}
      isNew
      entities={[entity('e1', 'Category', 'Categories')]}
      onSave={(result) => saved.push(result)}
      onClose={() => undefined}
    />,
  );
  const name = await screen.findByRole('textbox', { name: 'Name' });
  const plural = screen.getByRole<HTMLInputElement>('textbox', { name: 'Plural' });
  const add = () => user.click(screen.getByRole('button', { name: 'Add entity' }));
  return { user, saved, name, plural, add };
}

describe('a new entity', () => {
  it('gets its plural from its name', async () => {
    const { user, saved, name, add } = await create();
    await user.type(name, 'order item');
    await add();
    expect(saved).toEqual([entity('e2', 'OrderItem', 'OrderItems')]);
  });

  it('keeps a plural that the person chose', async () => {
    const { user, saved, name, plural, add } = await create();
    await user.type(plural, 'People');
    await user.type(name, 'Person');
    await add();
    expect(saved).toEqual([entity('e2', 'Person', 'People')]);
  });

  it('is not added without a name', async () => {
    const { saved, add } = await create();
    await add();
    expect(saved).toEqual([]);
    const problem = 'Use letters and digits, starting with a capital letter, such as OrderItem.';
    expect(await screen.findAllByText(problem)).toHaveLength(2);
  });

  it('is not added by a name that another has', async () => {
    const { user, saved, name, add } = await create();
    await user.type(name, 'category');
    await add();
    expect(saved).toEqual([]);
    expect(name.getAttribute('aria-invalid')).toBe('true');
    expect(await screen.findAllByText('Another entity already has this name.')).toHaveLength(2);
  });
});
