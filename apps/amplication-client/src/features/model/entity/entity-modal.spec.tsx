/** @jest-environment ./test/browser-environment.mjs */
import { screen } from '@testing-library/react';
import { show } from '../../../../test/render';
import { entity, field } from '../draft/model.fixture';
import type { EntityModel } from '../draft/model';
import { newEntity, newIndex } from '../draft/new-parts';
import { EntityModal } from './entity-modal';

function edit(edited: EntityModel, isNew: boolean) {
  const saved: EntityModel[] = [];
  const { user } = show(
    <EntityModal
      entity={edited}
      isNew={isNew}
      entities={[entity('Category')]}
      roles={[]}
      onSave={(result) => saved.push(result)}
      onClose={() => undefined}
    />,
  );
  const press = (name: string) => user.click(screen.getByRole('button', { name }));
  return { user, saved, press };
}
const name = () => screen.findByRole('textbox', { name: 'Name' });

describe('a new entity', () => {
  it('comes with an id and the times of its rows', async () => {
    const { user, saved, press } = edit(newEntity(), true);
    await user.type(await name(), 'order item');
    await press('Add entity');
    const [made] = saved;
    expect(made).toMatchObject({ name: 'OrderItem', pluralName: null, table: null });
    expect(made?.fields.map((one) => [one.name, one.type, one.role])).toEqual([
      ['id', 'uuid', null],
      ['createdAt', 'timestamp', 'createdAt'],
      ['updatedAt', 'timestamp', 'updatedAt'],
    ]);
    expect(made?.key?.fields).toEqual([made?.fields[0]?.id]);
  });

  it('may have another kind of id, a version and no times', async () => {
    const { user, saved, press } = edit(newEntity(), true);
    await user.type(await name(), 'Page');
    await user.click(screen.getByRole('combobox', { name: 'Id' }));
    await user.click(await screen.findByRole('option', { name: 'Number, counted up', hidden: true }));
    for (const box of ['Time of creation', 'Time of the last change', 'Version of the row'])
      await user.click(screen.getByRole('checkbox', { name: box }));
    await press('Add entity');
    expect(saved[0]?.fields.map((one) => [one.name, one.type, one.default?.kind])).toEqual([
      ['id', 'integer', 'identity'],
      ['version', 'integer', 'literal'],
    ]);
  });

  it.each([
    ['', 'Enter a name.'],
    ['category', 'Category is there already, and too similar.'],
    ['Category', 'Category is there already.'],
  ])('is not added by the name "%s"', async (typed, problem) => {
    const { user, saved, press } = edit(newEntity(), true);
    const input = await name();
    if (typed) await user.type(input, typed);
    await press('Add entity');
    expect(saved).toEqual([]);
    expect(await screen.findByText(problem)).toBeTruthy();
  });
});

describe('an entity that is there', () => {
  const before = entity('Post', {
    table: 'wp_posts',
    schema: 'blog',
    fields: [field('slug'), { ...field('locale'), required: true }, field('createdAt', 'timestamp')],
    key: { fields: ['locale'], kind: 'unique index', constraint: 'post_pk' },
    checks: [{ id: 'c', constraint: 'short', expression: 'length(slug) < 80' }],
    access: [{ roleId: null, actions: ['read'], rows: 'all' }],
    indexes: [{ ...newIndex(), where: 'slug IS NOT NULL' }],
  });

  it('keeps all that the dialog does not show', async () => {
    const { user, saved, press } = edit(before, false);
    await user.type(await name(), 's');
    await press('More');
    await press('Keep changes');
    expect(saved).toEqual([{ ...before, name: 'Posts' }]);
  });

  it('gets a key of several fields, which are required then', async () => {
    const { user, saved, press } = edit(before, false);
    await name();
    await user.click(screen.getByRole('combobox', { name: 'Key' }));
    await user.click(await screen.findByRole('option', { name: 'slug', hidden: true }));
    await press('Keep changes');
    expect(saved[0]?.key).toEqual({
      fields: ['locale', 'slug'],
      kind: 'unique index',
      constraint: 'post_pk',
    });
    expect(saved[0]?.fields[0]?.required).toBe(true);
  });

  it('uses a field of the right name and type for the time of creation', async () => {
    const { user, saved, press } = edit(before, false);
    await name();
    await user.click(screen.getByRole('checkbox', { name: 'Time of creation' }));
    await press('Keep changes');
    expect(saved[0]?.fields).toEqual([
      before.fields[0],
      before.fields[1],
      { ...field('createdAt', 'timestamp'), role: 'createdAt' },
    ]);
  });
});
