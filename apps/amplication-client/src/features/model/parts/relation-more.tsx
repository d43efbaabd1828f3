import { Checkbox, MultiSelect, Text } from '@mantine/core';
import type { EntityModel, RelationModel } from '../draft/model';
import { snakeCase } from '../draft/names';
import { More } from '../form/more';
import { OptionalText } from '../form/text-inputs';
import { WordSelect } from '../form/word-select';
import { CHECK_TIME_LABELS } from './words';

interface RelationMoreProps {
  relation: RelationModel;
  entity: EntityModel;
  target: EntityModel | undefined;
  onChange: (relation: RelationModel) => void;
}

const UPDATE_LABELS: Record<RelationModel['onUpdate'], string> = {
  'no action': 'It cannot change',
  restrict: 'It cannot change, checked at once',
  cascade: 'This row follows',
  'set null': 'This row points at nothing',
  'set default': 'This row points at the default',
};

/** Which columns hold the key, and what PostgreSQL does about it. */
export function RelationMore(props: RelationMoreProps) {
  return (
    <More>
      {props.relation.kind === 'many-to-many' ? <JoinTable {...props} /> : <ForeignKey {...props} />}
    </More>
  );
}

function ForeignKey({ relation, entity, target, onChange }: RelationMoreProps) {
  const change = (changes: Partial<RelationModel>) => onChange({ ...relation, ...changes });
  const options = (fields: EntityModel['fields']) =>
    fields.map(({ id, name }) => ({ value: id, label: name }));
  const keyNames = target?.key?.fields.map(
    (id) => target.fields.find((field) => field.id === id)?.name ?? id,
  );
  return (
    <>
      <WordSelect
        label="When the key of the other row changes"
        labels={UPDATE_LABELS}
        value={relation.onUpdate}
        onChange={(onUpdate) => change({ onUpdate })}
      />
      <MultiSelect
        label={`Fields of ${entity.name} that hold the key`}
        description="None: a column is made for it"
        data={options(entity.fields)}
        value={relation.fields}
        searchable
        onChange={(fields) => change({ fields, ...(fields.length > 0 ? { column: null } : {}) })}
      />
      <MultiSelect
        label={`Fields of ${target?.name ?? 'the other'} that they hold`}
        description={keyNames ? `None: its key, ${keyNames.join(' and ')}` : 'They must be unique together'}
        data={options(target?.fields ?? [])}
        value={relation.references}
        searchable
        onChange={(references) => change({ references })}
      />
      <Text size="sm" fw={600}>
        In the database
      </Text>
      {relation.fields.length === 0 && (
        <OptionalText
          label="Column"
          placeholder={`${snakeCase(relation.name)}_id`}
          value={relation.column}
          onChange={(column) => change({ column })}
        />
      )}
      <Checkbox
        label="Foreign key"
        description="PostgreSQL makes sure that the other row is there"
        checked={relation.enforced}
        onChange={(event) => change({ enforced: event.currentTarget.checked })}
      />
      <OptionalText
        label="Constraint"
        value={relation.constraint}
        onChange={(constraint) => change({ constraint })}
      />
      <WordSelect
        label="Checked"
        labels={CHECK_TIME_LABELS}
        value={relation.checked}
        onChange={(checked) => change({ checked })}
      />
    </>
  );
}

function JoinTable({ relation, entity, target, onChange }: RelationMoreProps) {
  const table = relation.joinTable ?? {
    table: null,
    schema: null,
    ownColumn: null,
    targetColumn: null,
    key: 'primary key',
    keyConstraint: null,
    ownConstraint: null,
    targetConstraint: null,
    index: null,
  };
  const change = (changes: Partial<typeof table>) =>
    onChange({ ...relation, joinTable: { ...table, ...changes } });
  return (
    <>
      <Text size="sm" fw={600}>
        In the database
      </Text>
      <OptionalText
        label="Join table"
        placeholder={`${snakeCase(entity.name)}_${snakeCase(relation.name)}`}
        value={table.table}
        onChange={(text) => change({ table: text })}
      />
      <OptionalText
        label={`Column that points at ${entity.name}`}
        placeholder={`${snakeCase(entity.name)}_id`}
        value={table.ownColumn}
        onChange={(ownColumn) => change({ ownColumn })}
      />
      <OptionalText
        label={`Column that points at ${target?.name ?? 'the other'}`}
        placeholder={`${snakeCase(target?.name ?? '')}_id`}
        value={table.targetColumn}
        onChange={(targetColumn) => change({ targetColumn })}
      />
    </>
  );
}
