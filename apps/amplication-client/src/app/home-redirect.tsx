import { Navigate } from 'react-router';
import { useCurrentWorkspace } from './current-workspace';

export function HomeRedirect() {
  const workspace = useCurrentWorkspace();
  return <Navigate to={`/w/${workspace.id}/services`} replace />;
}
