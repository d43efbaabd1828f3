import { Checkbox, MultiSelect } from '@mantine/core';
import { useState } from 'react';
import { columnsOf, type EntityModel, type UniqueModel } from '../draft/model';
import { More } from '../form/more';
import { PartModal } from '../form/part-modal';
import { OptionalText } from '../form/text-inputs';
import { WordSelect } from '../form/word-select';
import { CHECK_TIME_LABELS } from './words';

/** Adds or edits what is unique over several fields. */
export function UniqueModal({
  unique,
  isNew,
  entity,
  onSave,
  onClose,
}: {
  unique: UniqueModel;
  isNew: boolean;
  entity: EntityModel;
  onSave: (unique: UniqueModel) => void;
  onClose: () => void;
}) {
  const [draft, setDraft] = useState(unique);
  const [tried, setTried] = useState(false);
  const change = (changes: Partial<UniqueModel>) => setDraft((current) => ({ ...current, ...changes }));
  return (
    <PartModal
      title={isNew ? `New unique of ${entity.name}` : `Unique of ${entity.name}`}
      submit={isNew ? 'Add unique' : 'Keep changes'}
      onSubmit={() => {
        setTried(true);
        if (draft.fields.length > 0) onSave(draft);
      }}
      onClose={onClose}
    >
      <MultiSelect
        label="Fields"
        description="No two rows have the same values in all of them"
        data={columnsOf(entity).map(({ id, name }) => ({ value: id, label: name }))}
        value={draft.fields}
        searchable
        data-autofocus
        openOnFocus={false}
        error={tried && draft.fields.length === 0 && 'Choose at least one field.'}
        onChange={(fields) => change({ fields })}
      />
      <More>
        <Checkbox
          label="Rows without a value count as equal"
          checked={draft.nullsNotDistinct}
          onChange={(event) => change({ nullsNotDistinct: event.currentTarget.checked })}
        />
        <WordSelect
          label="Kept as"
          labels={{ constraint: 'A constraint', index: 'A unique index' }}
          value={draft.kind}
          onChange={(kind) => change({ kind })}
        />
        <OptionalText
          label="Constraint"
          value={draft.constraint}
          onChange={(constraint) => change({ constraint })}
        />
        <WordSelect
          label="Checked"
          labels={CHECK_TIME_LABELS}
          value={draft.checked}
          onChange={(checked) => change({ checked })}
        />
      </More>
    </PartModal>
  );
}
