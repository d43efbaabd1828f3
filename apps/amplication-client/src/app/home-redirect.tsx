import { Navigate } from 'react-router';
import { useSession } from '../api/workspaces/session';
import { useCurrentWorkspace } from '../session/current-workspace';

export function HomeRedirect() {
  const { data: session } = useSession();
  return session?.workspaces.length === 0 ? <Navigate to="/new-workspace" replace /> : <ToServices />;
}

function ToServices() {
  const workspace = useCurrentWorkspace();
  return <Navigate to={`/w/${workspace.id}/services`} replace />;
}
