import { Skeleton, Text } from '@mantine/core';
import { type Member, useMemberImpact, useRemoveMember } from '../../api/workspaces/members';
import { ConfirmModal } from '../../ui/confirm-modal';
import { StoppedServices } from '../git/connection/stopped-services';

interface RemoveMemberModalProps {
  workspaceId: string;
  member: Member;
  isOneself: boolean;
  onClose: () => void;
}

/** Says what removing a member, or leaving, will stop before it does. */
export function RemoveMemberModal({ workspaceId, member, isOneself, onClose }: RemoveMemberModalProps) {
  const impact = useMemberImpact(workspaceId, member.accountId);
  const remove = useRemoveMember(workspaceId);
  const who = isOneself ? 'You' : member.name;
  const accounts = impact.data?.connections.map(({ displayName }) => displayName) ?? [];
  return (
    <ConfirmModal
      title={isOneself ? 'Leave the workspace?' : `Remove ${member.name}?`}
      confirm={isOneself ? 'Leave' : 'Remove'}
      pending={remove.isPending}
      error={remove.error ?? impact.error}
      onConfirm={() => remove.mutate({ accountId: member.accountId, isOneself }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <Text size="sm">
        {who} will no longer see the services, connections and builds of this workspace. An owner can add{' '}
        {isOneself ? 'you' : 'them'} again.
      </Text>
      {impact.isPending && <Skeleton height={40} aria-label="Loading what this stops" />}
      {accounts.length > 0 && (
        <Text size="sm">
          {who} connected Bitbucket as {new Intl.ListFormat('en').format(accounts)}. Amplication deletes that
          access, and an owner must reconnect Bitbucket before anything is built through it again.
        </Text>
      )}
      {impact.data && <StoppedServices {...impact.data} />}
    </ConfirmModal>
  );
}
