import { useMemo, useReducer } from 'react';
import { ApiError } from '../../../api/api-error';
import { useSaveModel } from '../../../api/services/models';
import type { components } from '../../../api/schema';
import type { ModelChange } from '../draft/change-model';
import { modelProblems } from '../draft/problems';
import { beginEditing, type ModelDialog, newestOf, reduceEditor, type Removal } from './editor-state';

/** The model that is being edited: a draft on top of a saved version, with every earlier draft to go back to. */
export function useModelEditor(resourceId: string, saved: components['schemas']['ModelView']) {
  const [state, dispatch] = useReducer(reduceEditor, saved.model, beginEditing);
  const save = useSaveModel(resourceId);
  const model = newestOf(state);
  // The same for as long as the editor lives, so that what has not changed is not drawn again.
  const actions = useMemo(
    () => ({
      change: (change: ModelChange) => dispatch({ type: 'change', change }),
      open: (dialog: ModelDialog) => dispatch({ type: 'open', dialog }),
      /** Asks first where more would go than what is said. */
      remove: (removal: Removal) => dispatch({ type: 'remove', removal }),
      close: () => dispatch({ type: 'close' }),
      undo: () => dispatch({ type: 'undo' }),
      toggle: (entityId: string) => dispatch({ type: 'toggle', entityId }),
      show: (entityIds: readonly string[]) => dispatch({ type: 'show', entityIds }),
    }),
    [],
  );
  const problems = useMemo(() => modelProblems(save.error), [save.error]);
  return {
    model,
    actions,
    dialog: state.dialog,
    opened: state.opened,
    dirty: state.drafts.length > 1,
    discard: () => {
      dispatch({ type: 'discard' });
      save.reset();
    },
    save: () => save.mutate({ version: saved.version, model }),
    saving: save.isPending,
    error: save.error,
    problems,
    stale: save.error instanceof ApiError && save.error.status === 409,
  };
}

export type ModelEditorState = ReturnType<typeof useModelEditor>;
export type ModelEditorActions = ModelEditorState['actions'];
