import { Stack, Text } from '@mantine/core';
import { memo, useDeferredValue } from 'react';
import type { FieldProblem } from '../../../api/api-error';
import type { ServiceModel } from '../draft/model';
import { problemsBelow } from '../draft/problems';
import { findEntities } from '../draft/search';
import type { ModelEditorActions } from '../editor/use-model-editor';
import { EntitySection } from './entity-section';

/** The entities that a search finds, each a row until it is opened. Drawn anew only when something of it changes. */
export const EntityList = memo(function EntityList({
  model,
  search,
  opened,
  problems,
  actions,
}: {
  model: ServiceModel;
  search: string;
  opened: ReadonlySet<string>;
  problems: FieldProblem[];
  actions: ModelEditorActions;
}) {
  const wanted = useDeferredValue(search);
  const found = findEntities(model.entities, wanted);
  return (
    <Stack gap="xs">
      {wanted !== '' && (
        <Text size="sm" c="dimmed" role="status">
          {found.length === 0
            ? 'No entity or field has this in its name.'
            : `${found.length} of ${model.entities.length} entities`}
        </Text>
      )}
      {found.map(({ entity, index, members }) => (
        <EntitySection
          key={entity.id}
          entity={entity}
          model={model}
          problems={problemsBelow(problems, `entities[${index}]`)}
          found={members}
          isOpen={opened.has(entity.id)}
          onToggle={actions.toggle}
          actions={actions}
        />
      ))}
    </Stack>
  );
});
