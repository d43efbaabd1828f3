import {
  Alert,
  Avatar,
  Button,
  Card,
  Group,
  List,
  Progress,
  Spoiler,
  Stack,
  Text,
  Title,
} from '@mantine/core';
import { type Connection, useStartConnect } from '../../../api/bitbucket/connections';
import { useCurrentWorkspace } from '../../../session/current-workspace';
import { ErrorAlert } from '../../../ui/error-alert';
import { Time } from '../../../ui/time';
import { ConnectionStatus, isUsable } from './connection-status';

interface ConnectionCardProps {
  connection: Connection;
  returnTo: string;
  onDisconnect?: () => void;
}

/** One Bitbucket account: who, since when, with which permissions, and what is left of its hour. */
export function ConnectionCard({ connection, returnTo, onDisconnect }: ConnectionCardProps) {
  const workspace = useCurrentWorkspace();
  const start = useStartConnect(workspace.id);
  const isOwner = workspace.role === 'owner';
  const { user } = connection;
  return (
    <Card withBorder component="article" aria-label={`Bitbucket account ${user.displayName}`}>
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start">
          <Group gap="sm" wrap="nowrap" align="flex-start">
            <Avatar src={user.avatarUrl} name={user.displayName} color="initials" alt="" />
            <div>
              <Group gap="xs">
                <Title order={3} size="h5">
                  {user.displayName}
                </Title>
                <ConnectionStatus status={connection.status} />
              </Group>
              <Text size="sm" c="dimmed" component="div">
                Connected <Time at={connection.connectedAt} />
                {connection.connectedBy ? ` by ${connection.connectedBy.name}` : ''}
              </Text>
            </div>
          </Group>
          {isOwner && (
            <Group gap="xs">
              <Button
                size="xs"
                variant={isUsable(connection) ? 'default' : 'filled'}
                loading={start.isPending || start.isSuccess}
                onClick={() => start.mutate({ returnTo, connectionId: connection.id })}
              >
                Reconnect
              </Button>
              {onDisconnect && (
                <Button size="xs" variant="default" onClick={onDisconnect}>
                  Disconnect
                </Button>
              )}
            </Group>
          )}
        </Group>
        <ErrorAlert error={start.error} title="Could not start connecting" />
        {connection.statusCause && (
          <Text size="sm" c="red">
            {connection.statusCause.message} Reconnecting keeps every repository link.
          </Text>
        )}
        <MissingScopes connection={connection} />
        {connection.status !== 'disconnected' && <Budget budget={connection.budget} />}
        <Spoiler maxHeight={0} showLabel="Show permissions" hideLabel="Hide permissions">
          <List size="sm">
            {connection.scopesGranted.map(({ scope, permission }) => (
              <List.Item key={scope}>{permission}</List.Item>
            ))}
          </List>
        </Spoiler>
      </Stack>
    </Card>
  );
}

function MissingScopes({ connection }: { connection: Connection }) {
  if (connection.scopesMissing.length === 0 || connection.status === 'disconnected') return null;
  return (
    <Alert color="orange" variant="light" title="The OAuth consumer lacks permissions">
      <Text size="sm">Tick these in the consumer's settings in Bitbucket, save, then reconnect:</Text>
      <List size="sm">
        {connection.scopesMissing.map(({ scope, permission }) => (
          <List.Item key={scope}>{permission}</List.Item>
        ))}
      </List>
    </Alert>
  );
}

function Budget({ budget }: { budget: Connection['budget'] }) {
  const share = Math.min(100, Math.round((budget.used / budget.limit) * 100));
  return (
    <div>
      <Text size="xs" c="dimmed" component="div">
        {Math.max(0, budget.limit - budget.used)} of {budget.limit} requests left this hour
        {budget.heldUntil && (
          <>
            ; Bitbucket asked us to wait, until <Time at={budget.heldUntil} />
          </>
        )}
      </Text>
      <Progress
        value={share}
        size="sm"
        color={share >= 80 ? 'orange' : 'violet'}
        aria-label="Requests used this hour"
      />
    </div>
  );
}
