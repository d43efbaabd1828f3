import { ActionIcon, Button, Checkbox, Group, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { EnumModel, EnumValueModel } from '../draft/model';
import { nameProblem, snakeCase, toEntityName } from '../draft/names';
import { newEnumValue } from '../draft/new-parts';
import { More } from '../form/more';
import { NameInput } from '../form/name-input';
import { PartModal } from '../form/part-modal';
import { DescriptionInput, OptionalText } from '../form/text-inputs';

interface EnumModalProps {
  value: EnumModel;
  isNew: boolean;
  enums: EnumModel[];
  onSave: (value: EnumModel) => void;
  onClose: () => void;
}

/** Adds or edits some values with names, which several entities may share. */
export function EnumModal({ value, isNew, enums, onSave, onClose }: EnumModalProps) {
  const [draft, setDraft] = useState(value);
  const [tried, setTried] = useState(false);
  const change = (changes: Partial<EnumModel>) => setDraft((current) => ({ ...current, ...changes }));
  const taken = enums.filter(({ id }) => id !== value.id).map(({ name }) => name);
  const save = () => {
    setTried(true);
    const name = toEntityName(draft.name);
    const isWrong = draft.values.length === 0 || draft.values.some((one) => valueProblem(one, draft.values));
    if (nameProblem('entity', name, taken) === null && !isWrong) onSave({ ...draft, name });
  };
  return (
    <PartModal
      title={isNew ? 'New enum' : `Enum ${value.name}`}
      submit={isNew ? 'Add enum' : 'Keep changes'}
      onSubmit={save}
      onClose={onClose}
    >
      <NameInput
        value={draft.name}
        of="entity"
        taken={taken}
        tried={tried}
        example="OrderStatus"
        onChange={(name) => change({ name })}
      />
      <Values values={draft.values} tried={tried} onChange={(values) => change({ values })} />
      <DescriptionInput value={draft.description} onChange={(description) => change({ description })} />
      <More label="In the database">
        <Checkbox
          label="A type of its own in PostgreSQL"
          description="Otherwise a text with a rule, which is easier to change"
          checked={draft.native}
          onChange={(event) => change({ native: event.currentTarget.checked })}
        />
        {draft.native && (
          <>
            <OptionalText
              label="PostgreSQL type"
              placeholder={snakeCase(draft.name)}
              value={draft.typeName}
              onChange={(typeName) => change({ typeName })}
            />
            <OptionalText
              label="Schema"
              placeholder="public"
              value={draft.schema}
              onChange={(schema) => change({ schema })}
            />
          </>
        )}
        {draft.values.map((one) => (
          <OptionalText
            key={one.id}
            label={`${one.name} is kept as`}
            placeholder={one.name}
            value={one.stored}
            onChange={(stored) => change({ values: replaced(draft.values, { ...one, stored }) })}
          />
        ))}
      </More>
    </PartModal>
  );
}

/** Each value with what people read for it. */
function Values({
  values,
  tried,
  onChange,
}: {
  values: EnumValueModel[];
  tried: boolean;
  onChange: (values: EnumValueModel[]) => void;
}) {
  return (
    <Stack gap="xs">
      {values.map((one, index) => (
        <Group key={one.id} align="flex-start" wrap="nowrap" gap="xs">
          <TextInput
            aria-label={`Value ${index + 1}`}
            placeholder="Value"
            value={one.name}
            error={tried && valueProblem(one, values)}
            style={{ flex: 1 }}
            onChange={(event) => onChange(replaced(values, { ...one, name: event.currentTarget.value }))}
          />
          <TextInput
            aria-label={`Label of value ${index + 1}`}
            placeholder="Label for people"
            value={one.label ?? ''}
            style={{ flex: 1 }}
            onChange={(event) =>
              onChange(replaced(values, { ...one, label: event.currentTarget.value || null }))
            }
          />
          <ActionIcon
            variant="subtle"
            color="red"
            size="lg"
            aria-label={`Remove value ${index + 1}`}
            onClick={() => onChange(values.filter(({ id }) => id !== one.id))}
          >
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      <Group>
        <Button
          size="xs"
          variant="light"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => onChange([...values, newEnumValue('')])}
        >
          Add value
        </Button>
        {tried && values.length === 0 && <span role="alert">Add at least one value.</span>}
      </Group>
    </Stack>
  );
}

const replaced = (values: EnumValueModel[], changed: EnumValueModel) =>
  values.map((one) => (one.id === changed.id ? changed : one));

function valueProblem(value: EnumValueModel, values: EnumValueModel[]): string | null {
  if (value.name === '') return 'Enter a value.';
  return values.some(({ id, name }) => id !== value.id && name === value.name)
    ? 'It is there already.'
    : null;
}
