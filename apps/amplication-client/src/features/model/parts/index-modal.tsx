import { ActionIcon, Checkbox, Group, MultiSelect, Select, Stack, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { nameOf } from '../draft/describe';
import { columnsOf, type EntityModel, type IndexModel } from '../draft/model';
import { More } from '../form/more';
import { PartModal } from '../form/part-modal';
import { OptionalText } from '../form/text-inputs';
import { WordSelect } from '../form/word-select';
import { METHOD_LABELS } from './words';

type IndexPart = IndexModel['parts'][number];

/** Adds or edits what makes rows quick to find. */
export function IndexModal({
  index,
  isNew,
  entity,
  onSave,
  onClose,
}: {
  index: IndexModel;
  isNew: boolean;
  entity: EntityModel;
  onSave: (index: IndexModel) => void;
  onClose: () => void;
}) {
  const [draft, setDraft] = useState(index);
  const [tried, setTried] = useState(false);
  const change = (changes: Partial<IndexModel>) => setDraft((current) => ({ ...current, ...changes }));
  const columns = columnsOf(entity).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <PartModal
      title={isNew ? `New index of ${entity.name}` : `Index of ${entity.name}`}
      submit={isNew ? 'Add index' : 'Keep changes'}
      onSubmit={() => {
        setTried(true);
        if (draft.parts.length > 0) onSave(draft);
      }}
      onClose={onClose}
    >
      <Parts entity={entity} parts={draft.parts} onChange={(parts) => change({ parts })} />
      <Select
        // An empty one again after each choice.
        key={draft.parts.length}
        label="Add a field"
        data={columns.filter(({ value }) => !draft.parts.some(({ fieldId }) => fieldId === value))}
        value={null}
        searchable
        error={tried && draft.parts.length === 0 && 'Choose at least one field.'}
        onChange={(fieldId) => fieldId !== null && change({ parts: [...draft.parts, newPart(fieldId)] })}
      />
      <Checkbox
        label="Unique"
        description="No two rows are equal in it"
        checked={draft.unique}
        onChange={(event) => change({ unique: event.currentTarget.checked })}
      />
      <More>
        <WordSelect
          label="Method"
          labels={METHOD_LABELS}
          value={draft.method}
          onChange={(method) => change({ method })}
        />
        <OptionalText
          label="Only rows for which"
          description="An SQL condition, such as deleted_at IS NULL"
          value={draft.where}
          onChange={(where) => change({ where })}
        />
        <MultiSelect
          label="Holds besides"
          data={columns}
          value={draft.include}
          searchable
          onChange={(include) => change({ include })}
        />
        <Checkbox
          label="Rows without a value count as equal"
          checked={draft.nullsNotDistinct}
          onChange={(event) => change({ nullsNotDistinct: event.currentTarget.checked })}
        />
        <OptionalText
          label="Index in the database"
          value={draft.name}
          onChange={(name) => change({ name })}
        />
      </More>
    </PartModal>
  );
}

const newPart = (fieldId: string): IndexPart => ({
  fieldId,
  expression: null,
  descending: false,
  nulls: null,
  operatorClass: null,
});

/** The parts in their order; what is no field, such as an expression, is shown and kept. */
function Parts({
  entity,
  parts,
  onChange,
}: {
  entity: EntityModel;
  parts: IndexPart[];
  onChange: (parts: IndexPart[]) => void;
}) {
  if (parts.length === 0) return null;
  return (
    <Stack gap="xs" component="ul" m={0} p={0} aria-label="Fields of the index">
      {parts.map((part, position) => {
        const label = part.fieldId === null ? (part.expression ?? '') : nameOf(entity, part.fieldId);
        return (
          <Group
            component="li"
            key={`${part.fieldId} ${part.expression}`}
            wrap="nowrap"
            justify="space-between"
          >
            <Text size="sm" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
              {label}
            </Text>
            <Group gap="xs" wrap="nowrap">
              <Checkbox
                label="Greatest first"
                aria-label={`Greatest ${label} first`}
                checked={part.descending}
                onChange={(event) =>
                  onChange(
                    parts.map((one, at) =>
                      at === position ? { ...one, descending: event.currentTarget.checked } : one,
                    ),
                  )
                }
              />
              <ActionIcon
                variant="subtle"
                color="red"
                aria-label={`Take ${label} out of the index`}
                onClick={() => onChange(parts.filter((_part, at) => at !== position))}
              >
                <IconX size={16} aria-hidden />
              </ActionIcon>
            </Group>
          </Group>
        );
      })}
    </Stack>
  );
}
