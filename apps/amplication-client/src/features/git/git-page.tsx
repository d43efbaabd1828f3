import { Alert, Button, Skeleton, Stack, Text } from '@mantine/core';
import { Link, useOutletContext } from 'react-router';
import { type Connection, useConnections } from '../../api/bitbucket/connections';
import { type RepositoryLink, useRepositoryLink } from '../../api/bitbucket/repository-link';
import type { Resource } from '../../api/services/resources';
import { useCurrentWorkspace } from '../../session/current-workspace';
import { ErrorAlert } from '../../ui/error-alert';
import type { ServiceContext } from '../services/service-page';
import { ConnectPanel } from './connection/connect-panel';
import { ConnectionCard } from './connection/connection-card';
import { isUsable } from './connection/connection-status';
import { LinkCard } from './repository/link-card';
import { RepositorySetup } from './repository/repository-setup';

/** Where the builds of a service go: connect an account, choose a repository, see and change the link. */
export function GitPage() {
  const { service } = useOutletContext<ServiceContext>();
  const workspace = useCurrentWorkspace();
  const connections = useConnections(workspace.id);
  const link = useRepositoryLink(service);
  if (connections.isPending || link.isPending)
    return <Skeleton height={200} aria-label="Loading the Git settings" />;
  if (!connections.data || link.data === undefined)
    return (
      <ErrorAlert
        error={connections.error ?? link.error}
        title="Could not load the Git settings"
        onRetry={() => {
          void connections.refetch();
          void link.refetch();
        }}
      />
    );
  return link.data ? (
    <Linked service={service} link={link.data} connections={connections.data} />
  ) : (
    <NotLinked service={service} connections={connections.data} />
  );
}

function Linked({
  service,
  link,
  connections,
}: {
  service: Resource;
  link: RepositoryLink;
  connections: Connection[];
}) {
  const connection = connections.find((candidate) => candidate.id === link.connectionId);
  const returnTo = gitPath(service);
  return (
    <Stack>
      {connection && !isUsable(connection) && (
        <Alert color="red" variant="light" title="Builds cannot be pushed" role="alert">
          <Text size="sm">
            {connection.status === 'disconnected'
              ? 'The Bitbucket account of this repository was disconnected. Reconnect it and builds continue as before.'
              : (connection.statusCause?.message ?? 'Reconnect Bitbucket to push builds.')}
          </Text>
        </Alert>
      )}
      <LinkCard
        service={service}
        link={link}
        connectionScope={{ workspaceId: service.workspaceId, connectionId: link.connectionId }}
        usable={connection ? isUsable(connection) : false}
      />
      {connection && <ConnectionCard connection={connection} returnTo={returnTo} />}
      <div>
        <Button component={Link} to="../builds" variant="default">
          Go to builds
        </Button>
      </div>
    </Stack>
  );
}

function NotLinked({ service, connections }: { service: Resource; connections: Connection[] }) {
  const active = connections.filter((connection) => connection.status !== 'disconnected');
  const usable = active.filter(isUsable);
  const returnTo = gitPath(service);
  if (usable.length > 0) return <RepositorySetup service={service} connections={usable} />;
  return (
    <Stack>
      {active.map((connection) => (
        <ConnectionCard key={connection.id} connection={connection} returnTo={returnTo} />
      ))}
      <ConnectPanel returnTo={returnTo} />
    </Stack>
  );
}

function gitPath(service: Resource): string {
  return `/w/${service.workspaceId}/services/${service.id}/git`;
}
