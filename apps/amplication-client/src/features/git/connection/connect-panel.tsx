import { Alert, Button, Card, List, Stack, Text, Title } from '@mantine/core';
import { IconBrandBitbucket, IconLock } from '@tabler/icons-react';
import { ApiError } from '../../../api/api-error';
import { useStartConnect } from '../../../api/bitbucket/connections';
import { useCurrentWorkspace } from '../../../session/current-workspace';
import { ErrorAlert } from '../../../ui/error-alert';

/** Before the redirect: what will be asked, why, and who will build as whom. */
export function ConnectPanel({ returnTo }: { returnTo: string }) {
  const workspace = useCurrentWorkspace();
  const start = useStartConnect(workspace.id);
  if (workspace.role !== 'owner')
    return (
      <Alert
        icon={<IconLock aria-hidden />}
        title="Ask an owner to connect Bitbucket"
        color="gray"
        variant="light"
      >
        <Text size="sm">
          You are a member of {workspace.name}. Ask one of its owners to connect a Bitbucket account; the list
          of members shows who they are.
        </Text>
      </Alert>
    );
  if (start.error instanceof ApiError && start.error.code === 'BILLING_PLAN_REQUIRED')
    return <BillingGate message={start.error.message} />;
  return (
    <Card withBorder component="section" aria-label="Connect Bitbucket">
      <Stack>
        <Title order={2} size="h4">
          Connect a Bitbucket account
        </Title>
        <Text size="sm">
          Bitbucket asks whether this application may act for you, then sends you back here. All members of{' '}
          <b>{workspace.name}</b> will build with the account that you grant access to: its name appears on
          pull requests and pushes.
        </Text>
        <div>
          <Text size="sm" fw={600}>
            What Bitbucket will ask for, and why
          </Text>
          <List size="sm" mt={4}>
            <List.Item>
              Account and workspace membership: to show whose account it is and which Bitbucket workspaces it
              belongs to
            </List.Item>
            <List.Item>Projects and repositories, read: to let you choose a repository</List.Item>
            <List.Item>
              Repositories, write and admin: to push builds, and to create a repository if you ask for one
            </List.Item>
            <List.Item>Pull requests, write: to open the pull request and keep its description</List.Item>
            <List.Item>Webhooks: to know at once when a pull request is merged</List.Item>
          </List>
        </div>
        <ErrorAlert error={start.error} title="Could not start connecting" />
        <div>
          <Button
            leftSection={<IconBrandBitbucket size={18} aria-hidden />}
            loading={start.isPending || start.isSuccess}
            onClick={() => start.mutate({ returnTo })}
          >
            Connect Bitbucket
          </Button>
        </div>
      </Stack>
    </Card>
  );
}

/** The billing gate, shown as what it is: no error, and no promise that a click will help. */
export function BillingGate({ message }: { message: string }) {
  return (
    <Alert
      icon={<IconLock aria-hidden />}
      title="Bitbucket is part of the enterprise plan"
      color="violet"
      variant="light"
    >
      <Text size="sm">{message}</Text>
    </Alert>
  );
}
