/** @jest-environment ./test/browser-environment.mjs */
import { screen } from '@testing-library/react';
import { show } from '../../../../test/render';
import { FIELD_TYPE_LABELS } from '../draft/field-types';
import { entity, field, model } from '../draft/model.fixture';
import type { EnumModel, FieldModel, FieldType } from '../draft/model';
import { newEnum } from '../draft/new-parts';
import { FieldModal } from './field-modal';

const order = entity('Order', { fields: [field('number'), field('note')] });
const SIZE: EnumModel = { ...newEnum('Size', ['small', 'large']), id: 'size' };

function edit(edited: FieldModel = field('', 'text', 'f3'), isNew = true) {
  const saved: FieldModel[] = [];
  const made: (EnumModel | null)[] = [];
  const { user } = show(
    <FieldModal
      field={edited}
      isNew={isNew}
      entity={order}
      model={model([order], { enums: [SIZE], roles: [{ id: 'admin', name: 'admin', description: '' }] })}
      onSave={(result, withEnum) => {
        saved.push(result);
        made.push(withEnum);
      }}
      onClose={() => undefined}
    />,
  );
  const press = (name: string) => user.click(screen.getByRole('button', { name }));
  const choose = async (label: string, option: string) => {
    await user.click(screen.getByRole('combobox', { name: label }));
    await user.click(await screen.findByRole('option', { name: option, hidden: true }));
  };
  return { user, saved, made, press, choose };
}

const name = () => screen.findByRole('textbox', { name: 'Name' });

describe('a new field', () => {
  it('takes its name in the words of a person', async () => {
    const { user, saved, press } = edit();
    await user.type(await name(), 'Unit price');
    expect(screen.getByText('Becomes unitPrice')).toBeTruthy();
    await user.click(screen.getByRole('checkbox', { name: 'Required' }));
    await press('Add field');
    expect(saved).toEqual([{ ...field('unitPrice', 'text', 'f3'), required: true }]);
  });

  it('may have a name that a programming language reserves', async () => {
    const { user, saved, press } = edit();
    await user.type(await name(), 'package');
    await press('Add field');
    expect(saved).toMatchObject([{ name: 'package' }]);
  });

  it.each([
    ['2nd price', 'A name starts with a letter.'],
    ['note', 'note is there already.'],
    ['x'.repeat(64), 'A name has at most 63 characters.'],
  ])('is refused the name "%s" while it is typed', async (typed, problem) => {
    const { user, saved, press } = edit();
    const input = await name();
    await user.click(input);
    await user.paste(typed);
    expect(descriptionOf(input)).toContain(problem);
    await press('Add field');
    expect(saved).toEqual([]);
    expect(input.getAttribute('aria-invalid')).toBe('true');
  });

  it('needs a name, and says so only once it is submitted', async () => {
    const { saved, press } = edit();
    const input = await name();
    expect(input.getAttribute('aria-invalid')).not.toBe('true');
    await press('Add field');
    expect(saved).toEqual([]);
    expect(descriptionOf(input)).toContain('Enter a name.');
  });

  it('of several values uses an enum that is there, or brings a new one', async () => {
    const { user, saved, made, press, choose } = edit();
    await user.type(await name(), 'status');
    await choose('Type', 'One of several values');
    await press('Add field');
    expect(await screen.findByText('Add at least one value.')).toBeTruthy();
    await user.type(screen.getByRole('combobox', { name: 'Values' }), 'open{Enter}closed{Enter}');
    await press('Add field');
    expect(made[0]).toMatchObject({ name: 'OrderStatus', values: [{ name: 'open' }, { name: 'closed' }] });
    expect(saved[0]).toMatchObject({ type: 'enum', enumId: made[0]?.id });
    await choose('Enum', 'Size');
    await press('Add field');
    expect(saved[1]).toMatchObject({ type: 'enum', enumId: 'size' });
    expect(made[1]).toBeNull();
  });

  it.each<[FieldType, string, FieldModel['default']]>([
    ['integer', '7', { kind: 'literal', value: 7 }],
    ['decimal', '9.99', { kind: 'literal', value: '9.99' }],
    ['double', '0.5', { kind: 'literal', value: 0.5 }],
    ['text', 'new', { kind: 'literal', value: 'new' }],
    ['date', '2026-01-31', { kind: 'literal', value: '2026-01-31' }],
    ['json', '{"unit":"kg"}', { kind: 'literal', value: { unit: 'kg' } }],
  ])('of type %s has the default %s', async (type, typed, value) => {
    const { user, saved, press, choose } = edit({ ...field('size', type, 'f3') });
    await name();
    await choose('Default', 'A value');
    await user.click(screen.getByRole('textbox', { name: 'Value' }));
    await user.paste(typed);
    await press('Add field');
    expect(saved).toMatchObject([{ default: value }]);
  });

  it.each<[FieldType, string, string]>([
    ['integer', 'seven', 'Enter a whole number.'],
    ['timestamp', 'tomorrow', 'Enter a moment such as 2026-01-31T08:30:00Z.'],
    ['json', '{', 'Enter JSON such as {"unit": "kg"}.'],
  ])('of type %s is refused the default %s', async (type, typed, problem) => {
    const { user, saved, press, choose } = edit({ ...field('size', type, 'f3') });
    await name();
    await choose('Default', 'A value');
    await user.click(screen.getByRole('textbox', { name: 'Value' }));
    await user.paste(typed);
    await press('Add field');
    expect(saved).toEqual([]);
    expect(await screen.findByText(problem)).toBeTruthy();
  });

  it('is the time of now by default, or a made id, where its type allows it', async () => {
    const { saved, press, choose } = edit(field('at', 'timestamp', 'f3'));
    await name();
    await choose('Default', 'The time of now');
    await press('Add field');
    expect(saved).toMatchObject([{ default: { kind: 'now' } }]);
  });
});

/** What the editor shows least, in every type. */
const hidden = {
  column: 'the_column',
  description: 'Why it is there.',
  required: true,
  readableBy: ['admin'],
  writableBy: [],
  sortable: false,
  readOnly: true,
};

describe('a field that is there', () => {
  it.each(Object.keys(FIELD_TYPE_LABELS) as FieldType[])(
    'of type %s keeps all that the dialog does not show',
    async (type) => {
      const before: FieldModel = { ...field('note', type), ...hidden };
      if (before.type === 'enum') before.enumId = 'size';
      const { user, saved, press } = edit(before, false);
      await user.click(await screen.findByRole('checkbox', { name: 'Unique' }));
      await press('More');
      await press('Keep changes');
      expect(saved).toEqual([{ ...before, unique: true }]);
    },
  );

  it.each<FieldModel['default']>([
    { kind: 'id', made: 'nanoid', by: 'service', length: 12 },
    { kind: 'expression', sql: "'x' || 'y'" },
    { kind: 'literal', value: 'draft' },
  ])('keeps its default %j', async (value) => {
    const before = { ...field('note'), default: value };
    const { saved, press } = edit(before, false);
    await name();
    await press('Keep changes');
    expect(saved).toEqual([before]);
  });

  it('keeps how a sequence counts when the sequence gets another name', async () => {
    const counted: FieldModel['default'] = {
      kind: 'sequence',
      sequence: null,
      bytes: 8,
      start: '5',
      increment: '2',
      owned: false,
    };
    const { user, saved, press } = edit({ ...field('note', 'integer'), default: counted }, false);
    await user.type(await screen.findByRole('textbox', { name: 'Sequence' }), 'numbers');
    await press('Keep changes');
    expect(saved).toMatchObject([{ default: { ...counted, sequence: 'numbers' } }]);
  });

  it('drops what only its old type had', async () => {
    const before: FieldModel = { ...field('note'), searchable: true, secret: true, column: 'kept' };
    const { saved, press, choose } = edit(before, false);
    await name();
    await choose('Type', 'Date');
    await press('Keep changes');
    expect(saved).toEqual([{ ...field('note', 'date'), column: 'kept' }]);
  });

  it('says who may see and write it', async () => {
    const { press } = edit({ ...field('note'), ...hidden }, false);
    await name();
    await press('More');
    expect(screen.getByText('Seen by admin. Written by nobody.')).toBeTruthy();
  });
});

/** What is read out after the input's name. */
function descriptionOf(input: HTMLElement): string {
  const ids = input.getAttribute('aria-describedby')?.split(' ') ?? [];
  return ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
}
