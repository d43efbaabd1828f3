import { useState } from 'react';
import { ApiError } from '../../api/api-error';
import { useSaveModel } from '../../api/services/models';
import type { components } from '../../api/schema';
import {
  changeModel,
  type EntityModel,
  type FieldModel,
  type ModelChange,
  type ServiceModel,
} from './model-draft';
import { modelProblems } from './model-problems';

/** Which dialog of the editor is open. */
export type ModelDialog =
  | { kind: 'entity'; entity: EntityModel; isNew: boolean }
  | { kind: 'field'; entity: EntityModel; field: FieldModel; isNew: boolean }
  | { kind: 'remove-entity'; entity: EntityModel };

/** The model that is being edited: a draft on top of a saved version, with every earlier draft to go back to. */
export function useModelEditor(resourceId: string, saved: components['schemas']['ModelView']) {
  const [drafts, setDrafts] = useState<ServiceModel[]>([saved.model]);
  const [dialog, setDialog] = useState<ModelDialog | null>(null);
  const save = useSaveModel(resourceId);
  const model = drafts[drafts.length - 1] ?? saved.model;
  const change = (step: ModelChange) =>
    setDrafts((all) => [...all, changeModel(all[all.length - 1] ?? saved.model, step)]);
  const stale = save.error instanceof ApiError && save.error.status === 409;
  return {
    model,
    change,
    dirty: drafts.length > 1,
    undo: () => setDrafts((all) => (all.length > 1 ? all.slice(0, -1) : all)),
    discard: () => {
      setDrafts([saved.model]);
      save.reset();
    },
    save: () => save.mutate({ version: saved.version, model }),
    saving: save.isPending,
    error: save.error,
    problems: modelProblems(save.error),
    stale,
    dialog,
    dialogs: {
      close: () => setDialog(null),
      addEntity: () =>
        setDialog({
          kind: 'entity',
          isNew: true,
          entity: { id: crypto.randomUUID(), name: '', pluralName: '', description: '', fields: [] },
        }),
      editEntity: (entity: EntityModel) => setDialog({ kind: 'entity', isNew: false, entity }),
      removeEntity: (entity: EntityModel) => setDialog({ kind: 'remove-entity', entity }),
      addField: (entity: EntityModel) =>
        setDialog({
          kind: 'field',
          isNew: true,
          entity,
          field: {
            id: crypto.randomUUID(),
            name: '',
            type: 'text',
            required: false,
            unique: false,
            description: '',
          },
        }),
      editField: (entity: EntityModel, field: FieldModel) =>
        setDialog({ kind: 'field', isNew: false, entity, field }),
    },
  };
}

export type ModelEditorState = ReturnType<typeof useModelEditor>;
