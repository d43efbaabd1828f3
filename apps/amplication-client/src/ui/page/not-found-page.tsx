import { Button, Container } from '@mantine/core';
import { IconMapOff } from '@tabler/icons-react';
import { Link } from 'react-router';
import { EmptyState } from '../empty-state';

export function NotFoundPage() {
  return (
    <Container size="sm" py="xl" component="main">
      <EmptyState
        icon={<IconMapOff />}
        title="Page not found"
        text="The address may be wrong, the page may have been removed, or it belongs to a workspace that you are not a member of."
      >
        <Button component={Link} to="/">
          Go to your services
        </Button>
      </EmptyState>
    </Container>
  );
}
