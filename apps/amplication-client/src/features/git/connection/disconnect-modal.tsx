import { Skeleton, Text } from '@mantine/core';
import { type Connection, useConnectionImpact, useDisconnect } from '../../../api/bitbucket/connections';
import { ConfirmModal } from '../../../ui/confirm-modal';
import { StoppedServices } from './stopped-services';

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
      {impact.data && <StoppedServices {...impact.data} />}
    </ConfirmModal>
  );
}
