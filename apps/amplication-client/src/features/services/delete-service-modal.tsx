import { Skeleton, Text } from '@mantine/core';
import { useNavigate } from 'react-router';
import { type Resource, useDeleteResource, useResourceImpact } from '../../api/services/resources';
import { ConfirmModal } from '../../ui/confirm-modal';

export function DeleteServiceModal({ service, onClose }: { service: Resource; onClose: () => void }) {
  const impact = useResourceImpact(service.id, true);
  const remove = useDeleteResource(service);
  const navigate = useNavigate();
  return (
    <ConfirmModal
      title={`Delete ${service.name}?`}
      confirm="Delete service"
      pending={remove.isPending}
      error={remove.error ?? impact.error}
      onConfirm={() =>
        remove.mutate(undefined, { onSuccess: () => void navigate(`/w/${service.workspaceId}/services`) })
      }
      onClose={onClose}
    >
      <Text size="sm">This deletes the model, its versions and its build history. It cannot be undone.</Text>
      {impact.isPending && <Skeleton height={20} />}
      {impact.data && impact.data.runningBuilds.length > 0 && (
        <Text size="sm" c="red">
          Stops{' '}
          {impact.data.runningBuilds.length === 1
            ? 'a build that is'
            : `${impact.data.runningBuilds.length} builds that are`}{' '}
          on the way.
        </Text>
      )}
      {impact.data?.repository && (
        <Text size="sm">
          The repository {impact.data.repository.bitbucketWorkspaceSlug}/
          {impact.data.repository.repositorySlug} is unlinked. Nothing in Bitbucket is deleted.
        </Text>
      )}
    </ConfirmModal>
  );
}
