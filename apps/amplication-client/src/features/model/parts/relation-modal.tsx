import { Checkbox, SegmentedControl, Select, Text } from '@mantine/core';
import { useState } from 'react';
import type { EntityModel, RelationModel, ServiceModel } from '../draft/model';
import { nameProblem, toFieldName } from '../draft/names';
import { NameInput } from '../form/name-input';
import { PartModal } from '../form/part-modal';
import { DescriptionInput } from '../form/text-inputs';
import { WordSelect } from '../form/word-select';
import { RelationMore } from './relation-more';

interface RelationModalProps {
  relation: RelationModel;
  isNew: boolean;
  entity: EntityModel;
  model: ServiceModel;
  onSave: (relation: RelationModel) => void;
  onClose: () => void;
}

/** Rules for the time when the other row goes, in the words of the screen. */
const DELETE_LABELS: Record<RelationModel['onDelete'], string> = {
  'no action': 'It cannot be deleted',
  restrict: 'It cannot be deleted, checked at once',
  cascade: 'This row is deleted, too',
  'set null': 'This row points at nothing',
  'set default': 'This row points at the default',
};

/** Adds or edits how rows of one entity point at rows of another. */
export function RelationModal({ relation, isNew, entity, model, onSave, onClose }: RelationModalProps) {
  const [draft, setDraft] = useState(relation);
  const [tried, setTried] = useState(false);
  const change = (changes: Partial<RelationModel>) => setDraft((current) => ({ ...current, ...changes }));
  const target = model.entities.find(({ id }) => id === draft.entityId);
  const taken = namesOf(entity, model, relation.id);
  const inverseTaken = target ? namesOf(target, model, relation.id) : [];
  const save = () => {
    setTried(true);
    if (!target) return;
    const name = toFieldName(draft.name);
    const inverse = draft.inverse.name === null ? null : toFieldName(draft.inverse.name);
    if (
      nameProblem('member', name, taken) !== null ||
      (inverse !== null && nameProblem('member', inverse, inverseTaken) !== null)
    )
      return;
    onSave({ ...draft, name, inverse: { ...draft.inverse, name: inverse } });
  };
  return (
    <PartModal
      title={isNew ? `New relation of ${entity.name}` : `Relation ${relation.name} of ${entity.name}`}
      submit={isNew ? 'Add relation' : 'Keep changes'}
      onSubmit={save}
      onClose={onClose}
    >
      <Select
        label="Points at"
        data={model.entities.map(({ id, name }) => ({ value: id, label: name }))}
        value={draft.entityId || null}
        error={tried && !target && 'Choose an entity.'}
        allowDeselect={false}
        searchable
        onChange={(entityId) => entityId !== null && change({ entityId, references: [], fields: [] })}
      />
      <NameInput
        value={draft.name}
        of="member"
        taken={taken}
        tried={tried}
        example="customer"
        onChange={(name) => change({ name })}
      />
      <KindInput entity={entity} target={target} draft={draft} onChange={setDraft} />
      <NameInput
        label={`Seen from ${target?.name ?? 'the other side'}`}
        value={draft.inverse.name ?? ''}
        of="member"
        taken={inverseTaken}
        tried={false}
        example="orders; may be left empty"
        autoFocus={false}
        onChange={(name) => change({ inverse: { ...draft.inverse, name: name === '' ? null : name } })}
      />
      {draft.kind !== 'many-to-many' && (
        <>
          <Checkbox
            label="Required"
            description={
              draft.fields.length > 0 ? 'The fields that hold the key say it' : 'Every row points at one'
            }
            disabled={draft.fields.length > 0}
            checked={draft.required}
            onChange={(event) => change({ required: event.currentTarget.checked })}
          />
          <WordSelect
            label={`When the ${target?.name ?? 'other row'} is deleted`}
            labels={DELETE_LABELS}
            value={draft.onDelete}
            onChange={(onDelete) => change({ onDelete })}
          />
        </>
      )}
      <DescriptionInput value={draft.description} onChange={(description) => change({ description })} />
      <RelationMore relation={draft} entity={entity} target={target} onChange={setDraft} />
    </PartModal>
  );
}

function KindInput({
  entity,
  target,
  draft,
  onChange,
}: {
  entity: EntityModel;
  target: EntityModel | undefined;
  draft: RelationModel;
  onChange: (relation: RelationModel) => void;
}) {
  const other = target?.name ?? 'the other';
  const sentences: Record<RelationModel['kind'], string> = {
    'many-to-one': `Many rows of ${entity.name} may point at the same ${other}.`,
    'one-to-one': `Each ${other} has at most one ${entity.name}.`,
    'many-to-many': `Each ${entity.name} has any number of ${other}, and the other way round.`,
  };
  return (
    <div>
      <Text size="sm" fw={500} mb={4} id="relation-kind">
        How many
      </Text>
      <SegmentedControl
        aria-labelledby="relation-kind"
        fullWidth
        value={draft.kind}
        data={[
          { value: 'many-to-one', label: 'Many to one' },
          { value: 'one-to-one', label: 'One to one' },
          { value: 'many-to-many', label: 'Many to many' },
        ]}
        onChange={(kind) => onChange(withKind(draft, kind))}
      />
      <Text size="xs" c="dimmed" mt={4}>
        {sentences[draft.kind]}
      </Text>
    </div>
  );
}

/** The relation as another kind: a many-to-many is kept in a table of its own, the others in columns. */
function withKind(relation: RelationModel, kind: RelationModel['kind']): RelationModel {
  if (kind === 'many-to-many')
    return {
      ...relation,
      kind,
      fields: [],
      references: [],
      required: false,
      column: null,
      constraint: null,
      enforced: true,
    };
  return { ...relation, kind, joinTable: null };
}

/** Names in an entity: of its fields, its relations, and those that point at it. */
function namesOf(entity: EntityModel, { entities }: ServiceModel, besides: string): string[] {
  const members = [...entity.fields, ...entity.relations]
    .filter(({ id }) => id !== besides)
    .map(({ name }) => name);
  const inverses = entities.flatMap(({ relations }) =>
    relations.flatMap(({ id, entityId, inverse }) =>
      id !== besides && entityId === entity.id && inverse.name !== null ? [inverse.name] : [],
    ),
  );
  return [...members, ...inverses];
}
