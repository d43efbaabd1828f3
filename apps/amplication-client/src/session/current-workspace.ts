import { useParams } from 'react-router';
import { ApiError } from '../api/api-error';
import { useSession } from '../api/workspaces/session';

const LAST_WORKSPACE = 'amplication.workspace';

/**
 * The workspace of the address; on a page whose address names none, the one used last.
 * Throws a 404 for a workspace that the person is not a member of.
 */
export function useCurrentWorkspace() {
  const { workspaceId } = useParams();
  const { data: session } = useSession();
  const workspaces = session?.workspaces ?? [];
  const wanted = workspaceId ?? localStorage.getItem(LAST_WORKSPACE);
  const found = workspaces.find((workspace) => workspace.id === wanted);
  if (workspaceId && !found)
    throw new ApiError(404, { code: 'NOT_FOUND', message: 'This workspace does not exist.' });
  const current = found ?? workspaces[0];
  if (!current)
    throw new ApiError(404, { code: 'NOT_FOUND', message: 'You are not a member of any workspace.' });
  localStorage.setItem(LAST_WORKSPACE, current.id);
  return current;
}
