import { Code, Group, Stack, Text } from '@mantine/core';
import { describeIndex, describeUnique } from '../draft/describe';
import type { EntityModel } from '../draft/model';
import type { ModelEditorActions } from '../editor/use-model-editor';
import { MemberMenu } from './member-menu';

/** What holds over several fields: uniques, indexes, checks. Checks are shown and kept. */
export function RulesList({
  entity,
  problems,
  actions,
}: {
  entity: EntityModel;
  problems: Map<string, string>;
  actions: ModelEditorActions;
}) {
  const { uniques, indexes, checks } = entity;
  if (uniques.length + indexes.length + checks.length === 0) return null;
  const entityId = entity.id;
  const problemOf = (path: string) =>
    [...problems].flatMap(([at, problem]) => (at.startsWith(path) ? [problem] : []));
  return (
    <Stack gap={4} component="ul" m={0} mb="xs" p={0} aria-label={`Uniques and indexes of ${entity.name}`}>
      {uniques.map((unique, index) => (
        <Rule
          key={unique.id}
          word="Unique"
          text={describeUnique(entity, unique)}
          problems={problemOf(`uniques[${index}]`)}
          entity={entity}
          onEdit={() => actions.open({ kind: 'unique', entityId, unique, isNew: false })}
          onRemove={() => actions.remove({ type: 'remove-part', entityId, list: 'uniques', id: unique.id })}
        />
      ))}
      {indexes.map((one, index) => (
        <Rule
          key={one.id}
          word={one.unique ? 'Unique index' : 'Index'}
          text={describeIndex(entity, one) + (one.where === null ? '' : ` where ${one.where}`)}
          problems={problemOf(`indexes[${index}]`)}
          entity={entity}
          onEdit={() => actions.open({ kind: 'index', entityId, index: one, isNew: false })}
          onRemove={() => actions.remove({ type: 'remove-part', entityId, list: 'indexes', id: one.id })}
        />
      ))}
      {checks.map((check) => (
        <Text component="li" key={check.id} size="sm" style={{ listStyle: 'none', overflowWrap: 'anywhere' }}>
          Check <Code>{check.expression}</Code>
        </Text>
      ))}
    </Stack>
  );
}

function Rule({
  word,
  text,
  problems,
  entity,
  onEdit,
  onRemove,
}: {
  word: string;
  text: string;
  problems: string[];
  entity: EntityModel;
  onEdit: () => void;
  onRemove: () => void;
}) {
  return (
    <Group
      component="li"
      justify="space-between"
      wrap="nowrap"
      gap="xs"
      pr={10}
      style={{ listStyle: 'none' }}
    >
      <div style={{ minWidth: 0 }}>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {word} <Code>{text}</Code>
        </Text>
        {problems.map((problem) => (
          <Text key={problem} size="xs" c="red" role="alert">
            {problem}
          </Text>
        ))}
      </div>
      <MemberMenu
        label={`Actions for ${word.toLowerCase()} ${text} of ${entity.name}`}
        onEdit={onEdit}
        onRemove={onRemove}
      />
    </Group>
  );
}
