import {
  Button,
  Checkbox,
  Group,
  Modal,
  SegmentedControl,
  Select,
  Stack,
  TagsInput,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useState } from 'react';
import { FIELD_TYPE_LABELS, toFieldType } from './field-types';
import type { EntityModel, FieldModel } from './model-draft';
import { toFieldName } from './names';

interface FieldModalProps {
  /** The field as it is, or a new one. */
  field: FieldModel;
  isNew: boolean;
  entity: EntityModel;
  entities: EntityModel[];
  onSave: (field: FieldModel) => void;
  onClose: () => void;
}

/** Adds or edits one field. What is wrong is said beside the input before anything is saved. */
export function FieldModal({ field, isNew, entity, entities, onSave, onClose }: FieldModalProps) {
  const [draft, setDraft] = useState(field);
  const [tried, setTried] = useState(false);
  const change = (changes: Partial<FieldModel>) => setDraft((current) => ({ ...current, ...changes }));
  const problems = findFieldProblems(draft, entity);
  const save = () => {
    setTried(true);
    if (Object.keys(problems).length === 0) onSave(draft);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={isNew ? `New field of ${entity.name}` : `Field ${field.name} of ${entity.name}`}
      size="md"
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Stack>
          <TextInput
            label="Name"
            description="In camel case, such as unitPrice"
            value={draft.name}
            data-autofocus
            onChange={(event) => change({ name: event.currentTarget.value })}
            onBlur={() => change({ name: toFieldName(draft.name) })}
            error={tried && problems.name}
          />
          <Select
            label="Type"
            data={Object.entries(FIELD_TYPE_LABELS).map(([value, label]) => ({ value, label }))}
            value={draft.type}
            allowDeselect={false}
            onChange={(value) => setDraft((current) => withType(current, toFieldType(value), entities))}
          />
          {draft.type === 'enum' && (
            <TagsInput
              label="Options"
              description="Press Enter after each"
              value={draft.options ?? []}
              onChange={(options) => change({ options })}
              error={tried && problems.options}
            />
          )}
          {draft.type === 'relation' && draft.relation && (
            <RelationInputs
              relation={draft.relation}
              entities={entities}
              onChange={(relation) => change({ relation })}
            />
          )}
          <Group>
            <Checkbox
              label="Required"
              checked={draft.required}
              onChange={(event) => change({ required: event.currentTarget.checked })}
            />
            <Checkbox
              label="Unique"
              checked={draft.unique}
              onChange={(event) => change({ unique: event.currentTarget.checked })}
            />
          </Group>
          <Textarea
            label="Description"
            autosize
            minRows={2}
            value={draft.description}
            onChange={(event) => change({ description: event.currentTarget.value })}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit">{isNew ? 'Add field' : 'Keep changes'}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

type Relation = NonNullable<FieldModel['relation']>;

function RelationInputs({
  relation,
  entities,
  onChange,
}: {
  relation: Relation;
  entities: EntityModel[];
  onChange: (relation: Relation) => void;
}) {
  return (
    <>
      <Select
        label="Points at"
        data={entities.map((entity) => ({ value: entity.id, label: entity.name }))}
        value={relation.entityId}
        allowDeselect={false}
        searchable
        onChange={(entityId) => onChange({ ...relation, entityId: entityId ?? relation.entityId })}
      />
      <div>
        <Text size="sm" fw={500} mb={4} id="relation-kind">
          How many may point at the same one
        </Text>
        <SegmentedControl
          aria-labelledby="relation-kind"
          fullWidth
          value={relation.kind}
          data={[
            { value: 'many-to-one', label: 'Many' },
            { value: 'one-to-one', label: 'One' },
          ]}
          onChange={(kind) =>
            onChange({ ...relation, kind: kind === 'one-to-one' ? 'one-to-one' : 'many-to-one' })
          }
        />
      </div>
    </>
  );
}

/** A change of type brings the parts that the new type needs and drops those of the old one. */
function withType(field: FieldModel, type: FieldModel['type'], entities: EntityModel[]): FieldModel {
  const { options = [], relation, ...common } = field;
  switch (type) {
    case 'enum':
      return { ...common, type, options };
    case 'relation':
      return {
        ...common,
        type,
        relation: relation ?? { entityId: entities[0]?.id ?? '', kind: 'many-to-one' },
      };
    default:
      return { ...common, type };
  }
}

function findFieldProblems(field: FieldModel, entity: EntityModel): { name?: string; options?: string } {
  const problems: { name?: string; options?: string } = {};
  if (!/^[a-z][A-Za-z0-9]*$/.test(field.name))
    problems.name = 'Use letters and digits, starting with a lowercase letter, such as unitPrice.';
  else if (entity.fields.some((other) => other.id !== field.id && other.name === field.name))
    problems.name = `${entity.name} has a field of this name already.`;
  if (field.type === 'enum' && (field.options ?? []).length === 0)
    problems.options = 'Add at least one option.';
  return problems;
}
