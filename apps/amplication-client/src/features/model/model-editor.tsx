import { Button, Stack, Tabs, Text } from '@mantine/core';
import { IconSchema } from '@tabler/icons-react';
import { useState } from 'react';
import type { components } from '../../api/schema';
import { EmptyState } from '../../ui/empty-state';
import { newEntity, newEnum, newRole } from './draft/new-parts';
import { problemsBelow } from './draft/problems';
import { SaveBar } from './editor/save-bar';
import { failureOf, SaveErrors } from './editor/save-errors';
import { type ModelEditorState, useModelEditor } from './editor/use-model-editor';
import { EntityList } from './entity/entity-list';
import { NamedList } from './lists/named-list';
import { LazyDialogs, loadDialogs } from './lazy-dialogs';
import { ModelToolbar } from './model-toolbar';

interface ModelEditorProps {
  resourceId: string;
  saved: components['schemas']['ModelView'];
  reload: () => void;
}

type List = 'entities' | 'enums' | 'roles';
const isList = (value: string | null): value is List =>
  value === 'entities' || value === 'enums' || value === 'roles';

export function ModelEditor({ resourceId, saved, reload }: ModelEditorProps) {
  const editor = useModelEditor(resourceId, saved);
  const { model, actions } = editor;
  const [list, setList] = useState<List>('entities');
  const [search, setSearch] = useState('');
  return (
    // Whoever comes near is about to open a dialog.
    <Stack onPointerEnter={loadDialogs} onFocus={loadDialogs}>
      <ModelToolbar
        resourceId={resourceId}
        saved={saved}
        dirty={editor.dirty}
        search={search}
        onSearch={setSearch}
        onAddEntity={() => {
          setList('entities');
          actions.open({ kind: 'entity', entity: newEntity(), isNew: true });
        }}
      />
      <SaveErrors
        editor={editor}
        reload={reload}
        onShow={({ list: wanted, id }) => {
          setList(wanted);
          setSearch('');
          if (wanted === 'entities') actions.show([id]);
          bringIntoSight(id);
        }}
      />
      <Tabs
        value={list}
        onChange={(value) => isList(value) && setList(value)}
        variant="pills"
        keepMounted={false}
        activateTabWithKeyboard={false}
      >
        <Tabs.List aria-label="Parts of the model">
          <Tabs.Tab value="entities">Entities ({model.entities.length})</Tabs.Tab>
          <Tabs.Tab value="enums">Enums ({model.enums.length})</Tabs.Tab>
          <Tabs.Tab value="roles">Roles ({model.roles.length})</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="entities" pt="md">
          <Entities editor={editor} search={search} />
        </Tabs.Panel>
        <Tabs.Panel value="enums" pt="md">
          <Enums editor={editor} />
        </Tabs.Panel>
        <Tabs.Panel value="roles" pt="md">
          <Roles editor={editor} />
        </Tabs.Panel>
      </Tabs>
      {model.extensions.length > 0 && (
        <Text size="sm" c="dimmed">
          PostgreSQL extensions: {model.extensions.join(', ')}
        </Text>
      )}
      {editor.dirty && (
        <SaveBar
          saving={editor.saving}
          failure={failureOf(editor)}
          onSave={editor.save}
          onDiscard={editor.discard}
          onUndo={actions.undo}
        />
      )}
      <LazyDialogs dialog={editor.dialog} model={model} actions={actions} />
    </Stack>
  );
}

/** Scrolls to a part as soon as it has been drawn. */
function bringIntoSight(id: string): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => document.getElementById(`part-${id}`)?.scrollIntoView({ block: 'center' })),
  );
}

function Entities({ editor, search }: { editor: ModelEditorState; search: string }) {
  const { model, actions, opened, problems } = editor;
  if (model.entities.length === 0)
    return (
      <EmptyState
        icon={<IconSchema />}
        title="No entities yet"
        text="An entity is something that your service keeps, such as a customer or an order. Each becomes a table and a REST endpoint."
      >
        <Button onClick={() => actions.open({ kind: 'entity', entity: newEntity(), isNew: true })}>
          Add the first entity
        </Button>
      </EmptyState>
    );
  return <EntityList model={model} search={search} opened={opened} problems={problems} actions={actions} />;
}

function Enums({ editor: { model, actions, problems } }: { editor: ModelEditorState }) {
  const edit = (id: string) => {
    const value = model.enums.find((one) => one.id === id);
    if (value) actions.open({ kind: 'enum', value, isNew: false });
  };
  return (
    <NamedList
      noun="enum"
      empty="An enum is a list of values, such as the states of an order. Several fields can share it."
      things={model.enums.map(({ id, name, values }, index) => ({
        id,
        name,
        text: values.map((value) => value.label ?? value.name).join(', '),
        problems: [...problemsBelow(problems, `enums[${index}]`).values()],
      }))}
      onAdd={() => actions.open({ kind: 'enum', value: newEnum('', ['']), isNew: true })}
      onEdit={edit}
      onRemove={(enumId) => actions.remove({ type: 'remove-enum', enumId })}
    />
  );
}

function Roles({ editor: { model, actions, problems } }: { editor: ModelEditorState }) {
  const edit = (id: string) => {
    const role = model.roles.find((one) => one.id === id);
    if (role) actions.open({ kind: 'role', role, isNew: false });
  };
  return (
    <NamedList
      noun="role"
      empty="Roles are the kinds of people that the service tells apart, such as admin."
      things={model.roles.map(({ id, name, description }, index) => ({
        id,
        name,
        text: description,
        problems: [...problemsBelow(problems, `roles[${index}]`).values()],
      }))}
      onAdd={() => actions.open({ kind: 'role', role: newRole(), isNew: true })}
      onEdit={edit}
      onRemove={(roleId) => actions.remove({ type: 'remove-role', roleId })}
    />
  );
}
