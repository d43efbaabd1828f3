import { changeModel, type ModelChange } from '../draft/change-model';
import { lostBy, usesOfEnum } from '../draft/consequences';
import type {
  EntityModel,
  EnumModel,
  FieldModel,
  IndexModel,
  RelationModel,
  RoleModel,
  ServiceModel,
  UniqueModel,
} from '../draft/model';

export type Removal = Extract<
  ModelChange,
  { type: 'remove-entity' | 'remove-part' | 'remove-enum' | 'remove-role' }
>;

/** Which dialog of the editor is open. */
export type ModelDialog =
  | { kind: 'entity'; entity: EntityModel; isNew: boolean }
  | { kind: 'field'; entityId: string; field: FieldModel; isNew: boolean }
  | { kind: 'relation'; entityId: string; relation: RelationModel; isNew: boolean }
  | { kind: 'unique'; entityId: string; unique: UniqueModel; isNew: boolean }
  | { kind: 'index'; entityId: string; index: IndexModel; isNew: boolean }
  | { kind: 'enum'; value: EnumModel; isNew: boolean }
  | { kind: 'role'; role: RoleModel; isNew: boolean }
  /** A warning before something goes. `lost` goes with it, `uses` must go first. */
  | { kind: 'remove'; removal: Removal; lost: string[]; uses: string[] };

export interface EditorState {
  /** The saved model, and after it what each step has made of it. */
  drafts: readonly ServiceModel[];
  dialog: ModelDialog | null;
  /** Entities that are open as a whole. */
  opened: ReadonlySet<string>;
}

export type EditorAction =
  | { type: 'change'; change: ModelChange }
  | { type: 'open'; dialog: ModelDialog }
  | { type: 'remove'; removal: Removal }
  | { type: 'close' }
  | { type: 'undo' }
  | { type: 'discard' }
  | { type: 'toggle'; entityId: string }
  | { type: 'show'; entityIds: readonly string[] };

/** Few entities are open from the start; many would be a page that nobody can survey. */
const OPEN_AT_MOST = 8;

export const beginEditing = (saved: ServiceModel): EditorState => ({
  drafts: [saved],
  dialog: null,
  opened: new Set(saved.entities.length <= OPEN_AT_MOST ? saved.entities.map(({ id }) => id) : []),
});

export const newestOf = ({ drafts }: EditorState): ServiceModel => {
  const newest = drafts.at(-1);
  if (!newest) throw new Error('An editor has at least the saved model.');
  return newest;
};

export function reduceEditor(state: EditorState, action: EditorAction): EditorState {
  switch (action.type) {
    case 'change':
      return changed(state, action.change);
    case 'open':
      return { ...state, dialog: action.dialog };
    case 'remove':
      return removing(state, action.removal);
    case 'close':
      return { ...state, dialog: null };
    case 'undo':
      return state.drafts.length > 1 ? { ...state, drafts: state.drafts.slice(0, -1) } : state;
    case 'discard':
      return { ...state, drafts: state.drafts.slice(0, 1) };
    case 'toggle': {
      const opened = new Set(state.opened);
      if (!opened.delete(action.entityId)) opened.add(action.entityId);
      return { ...state, opened };
    }
    case 'show':
      return { ...state, opened: new Set([...state.opened, ...action.entityIds]) };
  }
}

function changed(state: EditorState, change: ModelChange): EditorState {
  const opened = change.type === 'put-entity' ? new Set([...state.opened, change.entity.id]) : state.opened;
  return {
    drafts: [...state.drafts, changeModel(newestOf(state), change)],
    dialog: null,
    opened,
  };
}

/** What takes nothing along goes at once, since Undo brings it back; before the rest there is a warning. */
function removing(state: EditorState, removal: Removal): EditorState {
  const model = newestOf(state);
  const uses = removal.type === 'remove-enum' ? usesOfEnum(model, removal.enumId) : [];
  const lost = lostBy(model, removal);
  if (removal.type !== 'remove-entity' && lost.length + uses.length === 0) return changed(state, removal);
  return { ...state, dialog: { kind: 'remove', removal, lost, uses } };
}
