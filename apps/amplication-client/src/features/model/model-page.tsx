import { Alert, Button, Group, Paper, Skeleton, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconHistory, IconPlus, IconSchema } from '@tabler/icons-react';
import { useOutletContext } from 'react-router';
import { useModel } from '../../api/services/models';
import type { components } from '../../api/schema';
import { EmptyState } from '../../ui/empty-state';
import { ErrorAlert } from '../../ui/error-alert';
import { Time } from '../../ui/time';
import type { ServiceContext } from '../services/service-page';
import { EntityCard } from './entity-card';
import { ModelDialogs } from './model-dialogs';
import { problemsBelow } from './model-problems';
import { MODEL_ERRORS, SaveBar } from './save-bar';
import { useModelEditor } from './use-model-editor';
import { VersionsModal } from './versions-modal';

export function ModelPage() {
  const { service } = useOutletContext<ServiceContext>();
  const model = useModel(service.id);
  if (model.isPending) return <Skeleton height={240} aria-label="Loading the model" />;
  if (!model.data)
    return (
      <ErrorAlert error={model.error} title="Could not load the model" onRetry={() => void model.refetch()} />
    );
  // A new version, from here or by a restore, starts a new editor.
  return (
    <ModelEditor
      key={model.data.version}
      resourceId={service.id}
      saved={model.data}
      reload={() => void model.refetch()}
    />
  );
}

interface ModelEditorProps {
  resourceId: string;
  saved: components['schemas']['ModelView'];
  reload: () => void;
}

function ModelEditor({ resourceId, saved, reload }: ModelEditorProps) {
  const editor = useModelEditor(resourceId, saved);
  const [history, { open, close }] = useDisclosure(false);
  const { entities } = editor.model;
  return (
    <Stack>
      <Group justify="space-between">
        <Text size="sm" c="dimmed" component="div">
          Version {saved.version}, saved <Time at={saved.createdAt} />
          {saved.createdBy ? ` by ${saved.createdBy.name}` : ''}
        </Text>
        <Group gap="xs">
          <Button
            variant="default"
            size="xs"
            leftSection={<IconHistory size={16} aria-hidden />}
            onClick={open}
          >
            Versions
          </Button>
          <Button
            size="xs"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={editor.dialogs.addEntity}
          >
            Add entity
          </Button>
        </Group>
      </Group>
      <ModelErrors editor={editor} reload={reload} />
      {entities.length === 0 && (
        <EmptyState
          icon={<IconSchema />}
          title="No entities yet"
          text="An entity is something that your service keeps, such as a customer or an order. Each becomes a table and a REST endpoint."
        >
          <Button onClick={editor.dialogs.addEntity}>Add the first entity</Button>
        </EmptyState>
      )}
      {entities.map((entity, index) => (
        <EntityCard
          key={entity.id}
          entity={entity}
          entities={entities}
          problems={problemsBelow(editor.problems, `entities[${index}]`)}
          onEdit={() => editor.dialogs.editEntity(entity)}
          onRemove={() => editor.dialogs.removeEntity(entity)}
          onAddField={() => editor.dialogs.addField(entity)}
          onEditField={(field) => editor.dialogs.editField(entity, field)}
          onRemoveField={(field) =>
            editor.change({ type: 'remove-field', entityId: entity.id, fieldId: field.id })
          }
          onMoveField={(field, by) =>
            editor.change({ type: 'move-field', entityId: entity.id, fieldId: field.id, by })
          }
        />
      ))}
      {editor.dirty && (
        <SaveBar
          saving={editor.saving}
          failure={failureOf(editor)}
          onSave={editor.save}
          onDiscard={editor.discard}
          onUndo={editor.undo}
        />
      )}
      <ModelDialogs editor={editor} />
      {history && (
        <VersionsModal resourceId={resourceId} version={saved.version} dirty={editor.dirty} onClose={close} />
      )}
    </Stack>
  );
}

/** What the save bar says of a save that failed: the errors themselves may be out of sight. */
function failureOf(editor: ReturnType<typeof useModelEditor>): string | null {
  if (editor.stale) return 'Not saved: someone else has saved this model.';
  const { length } = editor.problems;
  if (length > 0) return length === 1 ? 'Not saved: 1 problem.' : `Not saved: ${length} problems.`;
  return editor.error ? 'Not saved.' : null;
}

function ModelErrors({ editor, reload }: { editor: ReturnType<typeof useModelEditor>; reload: () => void }) {
  if (editor.stale)
    return (
      <Alert
        id={MODEL_ERRORS}
        tabIndex={-1}
        color="yellow"
        title="Someone else has saved this model"
        role="alert"
      >
        <Text size="sm">
          Loading the newest version discards your changes here. Copy what you need first.
        </Text>
        <Button mt="sm" size="xs" variant="default" onClick={reload}>
          Load newest version
        </Button>
      </Alert>
    );
  if (editor.problems.length === 0)
    return (
      <div id={MODEL_ERRORS} tabIndex={-1}>
        <ErrorAlert error={editor.error} title="Could not save the model" />
      </div>
    );
  const general = editor.problems.filter((problem) => !problem.path.startsWith('entities['));
  return (
    <Paper id={MODEL_ERRORS} tabIndex={-1} withBorder p="sm" role="alert">
      <Text size="sm" c="red" fw={600}>
        Could not save the model:{' '}
        {editor.problems.length === 1 ? 'one problem' : `${editor.problems.length} problems`}, marked below.
      </Text>
      {general.map((problem) => (
        <Text key={problem.path} size="sm" c="red">
          {problem.path} {problem.message}
        </Text>
      ))}
    </Paper>
  );
}
