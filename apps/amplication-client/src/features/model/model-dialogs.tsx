import { Text } from '@mantine/core';
import { ConfirmModal } from '../../ui/confirm-modal';
import { EntityModal } from './entity-modal';
import { FieldModal } from './field-modal';
import { relationsTo } from './model-draft';
import type { ModelEditorState } from './use-model-editor';

/** The one dialog of the editor that is open, if any. */
export function ModelDialogs({ editor }: { editor: ModelEditorState }) {
  const { dialog, dialogs, model, change } = editor;
  if (!dialog) return null;
  if (dialog.kind === 'entity')
    return (
      <EntityModal
        entity={dialog.entity}
        isNew={dialog.isNew}
        entities={model.entities}
        onClose={dialogs.close}
        onSave={(entity) => {
          const { id, fields: _fields, ...changes } = entity;
          change(
            dialog.isNew ? { type: 'add-entity', entity } : { type: 'change-entity', entityId: id, changes },
          );
          dialogs.close();
        }}
      />
    );
  if (dialog.kind === 'field')
    return (
      <FieldModal
        field={dialog.field}
        isNew={dialog.isNew}
        entity={dialog.entity}
        entities={model.entities}
        onClose={dialogs.close}
        onSave={(field) => {
          change({ type: dialog.isNew ? 'add-field' : 'change-field', entityId: dialog.entity.id, field });
          dialogs.close();
        }}
      />
    );
  const relations = relationsTo(model, dialog.entity.id);
  return (
    <ConfirmModal
      title={`Remove ${dialog.entity.name}?`}
      confirm="Remove the entity"
      onClose={dialogs.close}
      onConfirm={() => {
        change({ type: 'remove-entity', entityId: dialog.entity.id });
        dialogs.close();
      }}
    >
      <Text size="sm">
        It goes with its {dialog.entity.fields.length} fields when you save; until then you can undo it.
      </Text>
      {relations.length > 0 && (
        <Text size="sm" c="red">
          Relations that point at it go too:{' '}
          {relations.map(({ entity, field }) => `${entity}.${field}`).join(', ')}.
        </Text>
      )}
    </ConfirmModal>
  );
}
