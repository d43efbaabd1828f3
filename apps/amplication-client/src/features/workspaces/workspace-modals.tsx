import { Modal, Stack, Text } from '@mantine/core';
import { useNavigate } from 'react-router';
import { useCreateWorkspace, useRenameWorkspace } from '../../api/workspaces/workspaces';
import { WorkspaceNameForm } from './workspace-name-form';

export function CreateWorkspaceModal({ onClose }: { onClose: () => void }) {
  const create = useCreateWorkspace();
  const navigate = useNavigate();
  return (
    <Modal opened onClose={onClose} title="New workspace" size="md">
      <Stack>
        <Text size="sm" c="dimmed">
          A workspace has its own members, services and Bitbucket accounts. You will be its owner.
        </Text>
        <WorkspaceNameForm
          name=""
          submit="Create workspace"
          pending={create.isPending}
          error={create.error}
          onCancel={onClose}
          onSubmit={(name) =>
            create.mutate(
              { name },
              {
                onSuccess: (workspace) => {
                  onClose();
                  void navigate(`/w/${workspace.id}/services`);
                },
              },
            )
          }
        />
      </Stack>
    </Modal>
  );
}

export function RenameWorkspaceModal({
  workspace,
  onClose,
}: {
  workspace: { id: string; name: string };
  onClose: () => void;
}) {
  const rename = useRenameWorkspace(workspace.id);
  return (
    <Modal opened onClose={onClose} title="Rename the workspace" size="md">
      <WorkspaceNameForm
        name={workspace.name}
        submit="Save"
        pending={rename.isPending}
        error={rename.error}
        onCancel={onClose}
        onSubmit={(name) => rename.mutate({ name }, { onSuccess: onClose })}
      />
    </Modal>
  );
}
