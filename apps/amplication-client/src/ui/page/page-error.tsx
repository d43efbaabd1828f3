import { Button, Container } from '@mantine/core';
import { useRouteError } from 'react-router';
import { ApiError } from '../../api/api-error';
import { ErrorAlert } from '../error-alert';
import { NotFoundPage } from './not-found-page';

/** The last resort of a page that cannot be shown. */
export function PageError() {
  const error = useRouteError();
  if (error instanceof ApiError && error.status === 404) return <NotFoundPage />;
  return (
    <Container size="sm" py="xl" component="main">
      <ErrorAlert error={error} title="Could not load this page">
        <Button size="xs" variant="default" onClick={() => window.location.reload()}>
          Reload
        </Button>
      </ErrorAlert>
    </Container>
  );
}
