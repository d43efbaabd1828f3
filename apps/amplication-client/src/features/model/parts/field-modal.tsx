import { Checkbox, Group, Select } from '@mantine/core';
import { useState } from 'react';
import { FIELD_TYPE_LABELS, toFieldType, withType } from '../draft/field-types';
import type { EntityModel, EnumModel, FieldModel, ServiceModel } from '../draft/model';
import { nameProblem, toEntityName, toFieldName } from '../draft/names';
import { newEnum } from '../draft/new-parts';
import { NameInput } from '../form/name-input';
import { PartModal } from '../form/part-modal';
import { DescriptionInput } from '../form/text-inputs';
import { DefaultInput } from './default-input';
import { EnumInput, NEW_ENUM } from './enum-input';
import { FieldMore } from './field-more';
import { TypeRules } from './type-rules';

interface FieldModalProps {
  /** The field as it is, or a new one. */
  field: FieldModel;
  isNew: boolean;
  entity: EntityModel;
  model: ServiceModel;
  /** With the enum that was made for the field, if one was. */
  onSave: (field: FieldModel, made: EnumModel | null) => void;
  onClose: () => void;
}

/** Adds or edits one field. What is wrong is said beside the input before anything is saved. */
export function FieldModal({ field, isNew, entity, model, onSave, onClose }: FieldModalProps) {
  const [draft, setDraft] = useState(field);
  const [values, setValues] = useState<string[]>([]);
  const [defaultProblem, setDefaultProblem] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const taken = [...entity.fields, ...entity.relations]
    .filter(({ id }) => id !== field.id)
    .map(({ name }) => name);
  const makesEnum = draft.type === 'enum' && draft.enumId === NEW_ENUM;
  const save = () => {
    setTried(true);
    const name = toFieldName(draft.name);
    if (
      nameProblem('member', name, taken) !== null ||
      defaultProblem !== null ||
      (makesEnum && values.length === 0)
    )
      return;
    const made = makesEnum ? newEnum(freeName(model, toEntityName(`${entity.name} ${name}`)), values) : null;
    const named = { ...draft, name };
    onSave(made && named.type === 'enum' ? { ...named, enumId: made.id } : named, made);
  };
  return (
    <PartModal
      title={isNew ? `New field of ${entity.name}` : `Field ${field.name} of ${entity.name}`}
      submit={isNew ? 'Add field' : 'Keep changes'}
      onSubmit={save}
      onClose={onClose}
    >
      <NameInput
        value={draft.name}
        of="member"
        taken={taken}
        tried={tried}
        example="unitPrice"
        onChange={(name) => setDraft({ ...draft, name })}
      />
      <Select
        label="Type"
        data={Object.entries(FIELD_TYPE_LABELS).map(([value, label]) => ({ value, label }))}
        value={draft.type}
        allowDeselect={false}
        searchable
        onChange={(value) => {
          setDefaultProblem(null);
          setDraft(withType(draft, toFieldType(value)));
        }}
      />
      {draft.type === 'enum' && (
        <EnumInput
          enumId={draft.enumId}
          enums={model.enums}
          values={values}
          tried={tried}
          onChange={(enumId) => setDraft({ ...draft, enumId, default: null })}
          onValues={setValues}
        />
      )}
      <TypeRules field={draft} onChange={setDraft} />
      <Group>
        <Checkbox
          label="Required"
          checked={draft.required}
          onChange={(event) => setDraft({ ...draft, required: event.currentTarget.checked })}
        />
        <Checkbox
          label="Unique"
          checked={draft.unique}
          onChange={(event) => setDraft({ ...draft, unique: event.currentTarget.checked })}
        />
        <Checkbox
          label="List of values"
          checked={draft.list}
          onChange={(event) => setDraft({ ...draft, list: event.currentTarget.checked, default: null })}
        />
      </Group>
      {draft.generated === null && !makesEnum && (
        <DefaultInput
          key={`${draft.type} ${draft.list} ${draft.type === 'enum' ? draft.enumId : ''}`}
          field={draft}
          enums={model.enums}
          problem={tried ? defaultProblem : null}
          onProblem={setDefaultProblem}
          onChange={(value) => setDraft({ ...draft, default: value })}
        />
      )}
      <DescriptionInput
        value={draft.description}
        onChange={(description) => setDraft({ ...draft, description })}
      />
      <FieldMore field={draft} roles={model.roles} onChange={setDraft} />
    </PartModal>
  );
}

/** The name, with a number where an enum has it already. */
function freeName({ enums }: ServiceModel, wanted: string): string {
  const taken = enums.map(({ name }) => name);
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted}${number}`;
    if (nameProblem('entity', name, taken) === null || number > taken.length + 1) return name;
  }
}
