import { Skeleton, Stack, Title } from '@mantine/core';
import { useState } from 'react';
import { type Connection, useConnections } from '../../../api/bitbucket/connections';
import { useCurrentWorkspace } from '../../../session/current-workspace';
import { ErrorAlert } from '../../../ui/error-alert';
import { PageHeader } from '../../../ui/page/page-header';
import { ConnectPanel } from './connect-panel';
import { ConnectionCard } from './connection-card';
import { DisconnectModal } from './disconnect-modal';

/** The Bitbucket accounts of the workspace. */
export function ConnectionsPage() {
  const workspace = useCurrentWorkspace();
  const connections = useConnections(workspace.id);
  const [leaving, setLeaving] = useState<Connection | null>(null);
  const returnTo = `/w/${workspace.id}/connections`;
  const active = connections.data?.filter((connection) => connection.status !== 'disconnected') ?? [];
  const former = connections.data?.filter((connection) => connection.status === 'disconnected') ?? [];
  return (
    <>
      <PageHeader title="Bitbucket" text="The accounts this workspace builds with." />
      <Stack>
        <ErrorAlert
          error={connections.error}
          title="Could not load the connections"
          onRetry={() => void connections.refetch()}
        />
        {connections.isPending && <Skeleton height={140} aria-label="Loading connections" />}
        {active.map((connection) => (
          <ConnectionCard
            key={connection.id}
            connection={connection}
            returnTo={returnTo}
            onDisconnect={() => setLeaving(connection)}
          />
        ))}
        {connections.data && <ConnectPanel returnTo={returnTo} />}
        {former.length > 0 && (
          <>
            <Title order={2} size="h4">
              Disconnected
            </Title>
            {former.map((connection) => (
              <ConnectionCard key={connection.id} connection={connection} returnTo={returnTo} />
            ))}
          </>
        )}
      </Stack>
      {leaving && <DisconnectModal connection={leaving} onClose={() => setLeaving(null)} />}
    </>
  );
}
