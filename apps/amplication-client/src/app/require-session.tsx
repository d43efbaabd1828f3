import { Container } from '@mantine/core';
import { Navigate, Outlet, useLocation } from 'react-router';
import { useSession } from '../api/workspaces/session';
import { ErrorAlert } from '../ui/error-alert';
import { PageLoader } from '../ui/page/page-loader';

/** Lets only signed-in people through; the others come back to where they wanted to go. */
export function RequireSession() {
  const session = useSession();
  const location = useLocation();
  if (session.isPending) return <PageLoader />;
  if (session.data === undefined) {
    return (
      <Container size="sm" py="xl" component="main">
        <ErrorAlert
          error={session.error}
          title="The server is not responding"
          onRetry={() => void session.refetch()}
        />
      </Container>
    );
  }
  if (!session.data) {
    // A code of Bitbucket in the address must not be written into a second place.
    const back = location.pathname.startsWith('/bitbucket-auth-app')
      ? '/'
      : `${location.pathname}${location.search}`;
    return <Navigate to={`/sign-in?from=${encodeURIComponent(back)}`} replace />;
  }
  return <Outlet />;
}
