import { List, Text } from '@mantine/core';
import { ConfirmModal } from '../../ui/confirm-modal';
import type { ModelDialog, Removal } from './editor/editor-state';
import type { ModelEditorState } from './editor/use-model-editor';
import type { ServiceModel } from './draft/model';
import { EntityModal } from './entity/entity-modal';
import { EnumModal } from './lists/enum-modal';
import { RoleModal } from './lists/role-modal';
import { FieldModal } from './parts/field-modal';
import { IndexModal } from './parts/index-modal';
import { RelationModal } from './parts/relation-modal';
import { UniqueModal } from './parts/unique-modal';

type DialogProps = Pick<ModelEditorState, 'model' | 'actions'>;

/** The one dialog of the editor that is open, if any. */
export function ModelDialogs({ dialog, ...props }: DialogProps & { dialog: ModelDialog | null }) {
  const { model, actions } = props;
  if (!dialog) return null;
  const common = { onClose: actions.close };
  switch (dialog.kind) {
    case 'entity':
      return (
        <EntityModal
          {...common}
          {...dialog}
          entities={model.entities}
          roles={model.roles}
          onSave={(entity) => actions.change({ type: 'put-entity', entity })}
        />
      );
    case 'enum':
      return (
        <EnumModal
          {...common}
          {...dialog}
          enums={model.enums}
          onSave={(value) => actions.change({ type: 'put-enum', value })}
        />
      );
    case 'role':
      return (
        <RoleModal
          {...common}
          {...dialog}
          roles={model.roles}
          onSave={(role) => actions.change({ type: 'put-role', role })}
        />
      );
    case 'remove':
      return <RemoveDialog {...dialog} {...props} />;
    default:
      return <PartDialog dialog={dialog} {...props} />;
  }
}

/** The dialogs about a part of one entity. */
function PartDialog({
  dialog,
  model,
  actions,
}: DialogProps & { dialog: Extract<ModelDialog, { kind: 'field' | 'relation' | 'unique' | 'index' }> }) {
  const { entityId } = dialog;
  const entity = model.entities.find(({ id }) => id === entityId);
  if (!entity) return null;
  const common = { entity, onClose: actions.close };
  switch (dialog.kind) {
    case 'field':
      return (
        <FieldModal
          {...common}
          {...dialog}
          model={model}
          onSave={(part, made) => {
            const put = { type: 'put-part', entityId, list: 'fields', part } as const;
            actions.change(made ? { type: 'all', changes: [{ type: 'put-enum', value: made }, put] } : put);
          }}
        />
      );
    case 'relation':
      return (
        <RelationModal
          {...common}
          {...dialog}
          model={model}
          onSave={(part) => actions.change({ type: 'put-part', entityId, list: 'relations', part })}
        />
      );
    case 'unique':
      return (
        <UniqueModal
          {...common}
          {...dialog}
          onSave={(part) => actions.change({ type: 'put-part', entityId, list: 'uniques', part })}
        />
      );
    case 'index':
      return (
        <IndexModal
          {...common}
          {...dialog}
          onSave={(part) => actions.change({ type: 'put-part', entityId, list: 'indexes', part })}
        />
      );
  }
}

/** Names what goes with something before it goes, or what keeps it from going. */
function RemoveDialog({
  removal,
  lost,
  uses,
  model,
  actions,
}: DialogProps & Extract<ModelDialog, { kind: 'remove' }>) {
  const name = nameOfRemoved(model, removal);
  const isEntity = removal.type === 'remove-entity';
  if (uses.length > 0)
    return (
      <ConfirmModal
        title={`${name} is in use`}
        confirm="Close"
        onConfirm={actions.close}
        onClose={actions.close}
      >
        <Text size="sm">Give these fields another type first: {uses.join(', ')}.</Text>
      </ConfirmModal>
    );
  return (
    <ConfirmModal
      title={`Remove ${name}?`}
      confirm={isEntity ? 'Remove the entity' : 'Remove'}
      onClose={actions.close}
      onConfirm={() => actions.change(removal)}
    >
      <Text size="sm">
        {isEntity
          ? 'It goes with its fields when you save; until then you can undo it.'
          : 'You can undo it until you save.'}
      </Text>
      {lost.length > 0 && (
        <>
          <Text size="sm" c="red">
            These go, too:
          </Text>
          <List size="sm">
            {lost.map((label) => (
              <List.Item key={label}>{label}</List.Item>
            ))}
          </List>
        </>
      )}
    </ConfirmModal>
  );
}

function nameOfRemoved(model: ServiceModel, removal: Removal): string {
  const nameIn = (list: readonly { id: string; name: string | null }[], id: string) =>
    list.find((one) => one.id === id)?.name ?? 'this';
  switch (removal.type) {
    case 'remove-entity':
      return nameIn(model.entities, removal.entityId);
    case 'remove-enum':
      return nameIn(model.enums, removal.enumId);
    case 'remove-role':
      return nameIn(model.roles, removal.roleId);
    case 'remove-part': {
      const entity = model.entities.find(({ id }) => id === removal.entityId);
      return removal.list === 'fields' || removal.list === 'relations'
        ? nameIn(entity?.[removal.list] ?? [], removal.id)
        : 'this';
    }
  }
}
