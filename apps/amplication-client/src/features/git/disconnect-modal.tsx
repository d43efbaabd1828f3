import { List, Skeleton, Text } from '@mantine/core';
import { type Connection, useConnectionImpact, useDisconnect } from '../../api/connections';
import { ConfirmModal } from '../../ui/confirm-modal';

/** Says what disconnecting will stop, before it does. */
export function DisconnectModal({ connection, onClose }: { connection: Connection; onClose: () => void }) {
  const impact = useConnectionImpact(connection.workspaceId, connection.id);
  const disconnect = useDisconnect(connection.workspaceId);
  return (
    <ConfirmModal
      title={`Disconnect ${connection.user.displayName}?`}
      confirm="Disconnect"
      pending={disconnect.isPending}
      error={disconnect.error ?? impact.error}
      onConfirm={() => disconnect.mutate(connection.id, { onSuccess: onClose })}
      onClose={onClose}
    >
      <Text size="sm">
        Its tokens are deleted and Bitbucket is asked to revoke them. Nothing in Bitbucket is deleted, and
        connecting again later brings every link back.
      </Text>
      {impact.isPending && <Skeleton height={40} />}
      {impact.data && impact.data.resources.length > 0 && (
        <>
          <Text size="sm" fw={600}>
            These services can no longer build to Bitbucket:
          </Text>
          <List size="sm">
            {impact.data.resources.map((resource) => (
              <List.Item key={resource.id}>
                {resource.name}, to {resource.repository}
              </List.Item>
            ))}
          </List>
        </>
      )}
      {impact.data && impact.data.runningBuilds.length > 0 && (
        <Text size="sm" c="red">
          Stops{' '}
          {impact.data.runningBuilds.length === 1
            ? 'a build that is'
            : `${impact.data.runningBuilds.length} builds that are`}{' '}
          on the way.
        </Text>
      )}
    </ConfirmModal>
  );
}
