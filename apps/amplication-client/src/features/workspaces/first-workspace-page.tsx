import { useNavigate } from 'react-router';
import { useCreateWorkspace } from '../../api/workspaces/workspaces';
import { AuthFrame } from '../auth/auth-frame';
import { WorkspaceNameForm } from './workspace-name-form';

/** For a person who has left, or was removed from, the last of their workspaces. */
export function FirstWorkspacePage() {
  const create = useCreateWorkspace();
  const navigate = useNavigate();
  return (
    <AuthFrame title="You are not in a workspace" text="Create one, or ask an owner to add you to theirs.">
      <WorkspaceNameForm
        name=""
        submit="Create workspace"
        pending={create.isPending}
        error={create.error}
        onSubmit={(name) =>
          create.mutate({ name }, { onSuccess: (workspace) => void navigate(`/w/${workspace.id}/services`) })
        }
      />
    </AuthFrame>
  );
}
