import { Checkbox, Group, Input, MultiSelect, Text } from '@mantine/core';
import { useState } from 'react';
import { ROLE_LABELS, rolesOf } from '../draft/field-types';
import type { EntityModel, RoleModel } from '../draft/model';
import { nameProblem, snakeCase, toEntityName, toPlural } from '../draft/names';
import { ID_LABELS, type IdKind, rowField, type RowRole, withId } from '../draft/new-parts';
import { More } from '../form/more';
import { NameInput } from '../form/name-input';
import { PartModal } from '../form/part-modal';
import { DescriptionInput, OptionalText } from '../form/text-inputs';
import { WordSelect } from '../form/word-select';

interface EntityModalProps {
  entity: EntityModel;
  isNew: boolean;
  entities: EntityModel[];
  roles: RoleModel[];
  onSave: (entity: EntityModel) => void;
  onClose: () => void;
}

/** Adds an entity, or edits what is of the whole of it: its name, its key, and what the service keeps of each row. */
export function EntityModal({ entity, isNew, entities, roles, onSave, onClose }: EntityModalProps) {
  const [draft, setDraft] = useState(entity);
  const [idKind, setIdKind] = useState<IdKind>('uuid');
  const [tried, setTried] = useState(false);
  const change = (changes: Partial<EntityModel>) => setDraft((current) => ({ ...current, ...changes }));
  const taken = entities.filter(({ id }) => id !== entity.id).map(({ name }) => name);
  const name = toEntityName(draft.name);
  return (
    <PartModal
      title={isNew ? 'New entity' : `Entity ${entity.name}`}
      submit={isNew ? 'Add entity' : 'Keep changes'}
      onSubmit={() => {
        setTried(true);
        if (nameProblem('entity', name, taken) === null) onSave({ ...draft, name });
      }}
      onClose={onClose}
    >
      <NameInput
        value={draft.name}
        of="entity"
        taken={taken}
        tried={tried}
        example="OrderItem"
        onChange={(text) => change({ name: text })}
      />
      <DescriptionInput value={draft.description} onChange={(description) => change({ description })} />
      {isNew ? (
        <WordSelect
          label="Id"
          labels={ID_LABELS}
          value={idKind}
          onChange={(kind) => {
            setIdKind(kind);
            setDraft(withId(draft, kind));
          }}
        />
      ) : (
        <KeyInput entity={draft} onChange={setDraft} />
      )}
      <RowFields entity={draft} onChange={setDraft} />
      <More>
        <OptionalText
          label="Plural"
          description="Names the route"
          placeholder={toPlural(name)}
          value={draft.pluralName}
          onChange={(pluralName) => change({ pluralName })}
        />
        <Access entity={draft} roles={roles} />
        <Text size="sm" fw={600}>
          In the database
        </Text>
        <OptionalText
          label="Table"
          placeholder={snakeCase(draft.pluralName ?? toPlural(name))}
          value={draft.table}
          onChange={(table) => change({ table })}
        />
        <OptionalText
          label="Schema"
          placeholder="public"
          value={draft.schema}
          onChange={(schema) => change({ schema })}
        />
      </More>
    </PartModal>
  );
}

/** What names one row: one field, or several together. They are required, then. */
function KeyInput({ entity, onChange }: { entity: EntityModel; onChange: (entity: EntityModel) => void }) {
  const setKey = (ids: string[]) =>
    onChange({
      ...entity,
      fields: entity.fields.map((field) => (ids.includes(field.id) ? { ...field, required: true } : field)),
      key:
        ids.length === 0
          ? null
          : { ...(entity.key ?? { kind: 'primary key' as const, constraint: null }), fields: ids },
    });
  return (
    <MultiSelect
      label="Key"
      description="What names one row: one field, or several together"
      placeholder={entity.key === null ? 'None: rows cannot be told apart' : ''}
      data={entity.fields.map(({ id, name }) => ({ value: id, label: name }))}
      value={entity.key?.fields ?? []}
      searchable
      onChange={setKey}
    />
  );
}

const ROW_ROLES: readonly RowRole[] = ['createdAt', 'updatedAt', 'version'];

/** What the service keeps of each row by itself, in a field each. */
function RowFields({ entity, onChange }: { entity: EntityModel; onChange: (entity: EntityModel) => void }) {
  const fieldOf = (role: RowRole) => entity.fields.find((field) => field.role === role);
  const used = (id: string) =>
    entity.key?.fields.includes(id) === true ||
    entity.uniques.some(({ fields }) => fields.includes(id)) ||
    entity.indexes.some(
      ({ parts, include }) => include.includes(id) || parts.some((part) => part.fieldId === id),
    );
  return (
    <Input.Wrapper label="Kept of each row" labelElement="div">
      <Group mt="xs">
        {ROW_ROLES.map((role) => {
          const field = fieldOf(role);
          return (
            <Checkbox
              key={role}
              label={ROLE_LABELS[role]}
              checked={field !== undefined}
              // One that an index or a key stands on is removed in its own row, where the consequences are said.
              disabled={field !== undefined && used(field.id)}
              onChange={() =>
                onChange(field ? withoutRowField(entity, field.id) : withRowField(entity, role))
              }
            />
          );
        })}
      </Group>
    </Input.Wrapper>
  );
}

const withoutRowField = (entity: EntityModel, fieldId: string): EntityModel => ({
  ...entity,
  fields: entity.fields.filter(({ id }) => id !== fieldId),
});

/** A field of that name which could serve does; else one is added. */
function withRowField(entity: EntityModel, role: RowRole): EntityModel {
  const fits = (field: EntityModel['fields'][number]) =>
    field.name === role && field.role === null && !field.list && rolesOf(field.type).includes(role);
  const there = entity.fields.find(fits);
  return {
    ...entity,
    fields: there
      ? entity.fields.map((field) => (field === there ? { ...field, role } : field))
      : [...entity.fields, rowField(role)],
  };
}

const ROWS = { all: 'all rows', own: 'their own rows', tenant: 'the rows of their tenant' } as const;

/** Who may do what, as the model says it. */
function Access({ entity, roles }: { entity: EntityModel; roles: RoleModel[] }) {
  return (
    <Text size="sm" component="div">
      <Text size="sm" fw={500}>
        Permissions
      </Text>
      {entity.access.length === 0 && 'Nobody may do anything.'}
      {entity.access.map(({ roleId, actions, rows }) => (
        <div key={`${roleId} ${actions.join()} ${rows}`}>
          {roleId === null
            ? 'Everybody who is signed in'
            : (roles.find(({ id }) => id === roleId)?.name ?? 'A removed role')}
          : {actions.join(', ')}, {ROWS[rows]}
        </div>
      ))}
    </Text>
  );
}
