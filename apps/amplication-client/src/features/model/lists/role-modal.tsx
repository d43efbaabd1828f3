import { useState } from 'react';
import type { RoleModel } from '../draft/model';
import { nameProblem, toFieldName } from '../draft/names';
import { NameInput } from '../form/name-input';
import { PartModal } from '../form/part-modal';
import { DescriptionInput } from '../form/text-inputs';

/** Adds or edits somebody's part in the service. */
export function RoleModal({
  role,
  isNew,
  roles,
  onSave,
  onClose,
}: {
  role: RoleModel;
  isNew: boolean;
  roles: RoleModel[];
  onSave: (role: RoleModel) => void;
  onClose: () => void;
}) {
  const [draft, setDraft] = useState(role);
  const [tried, setTried] = useState(false);
  const taken = roles.filter(({ id }) => id !== role.id).map(({ name }) => name);
  return (
    <PartModal
      title={isNew ? 'New role' : `Role ${role.name}`}
      submit={isNew ? 'Add role' : 'Keep changes'}
      onSubmit={() => {
        setTried(true);
        const name = toFieldName(draft.name);
        if (nameProblem('role', name, taken) === null) onSave({ ...draft, name });
      }}
      onClose={onClose}
    >
      <NameInput
        value={draft.name}
        of="role"
        taken={taken}
        tried={tried}
        example="admin"
        onChange={(name) => setDraft({ ...draft, name })}
      />
      <DescriptionInput
        value={draft.description}
        onChange={(description) => setDraft({ ...draft, description })}
      />
    </PartModal>
  );
}
