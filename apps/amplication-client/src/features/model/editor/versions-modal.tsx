import { Button, Modal, Skeleton, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useModelVersions, useRestoreModel } from '../../../api/services/models';
import { ErrorAlert } from '../../../ui/error-alert';
import { Pager } from '../../../ui/pager';
import { Time } from '../../../ui/time';

/** Saved versions; any of them can become the newest again, and nothing is lost by it. */
export function VersionsModal({
  resourceId,
  version,
  dirty,
  onClose,
}: {
  resourceId: string;
  version: number;
  dirty: boolean;
  onClose: () => void;
}) {
  const [page, setPage] = useState(1);
  const versions = useModelVersions(resourceId, page, true);
  const restore = useRestoreModel(resourceId);
  return (
    <Modal opened onClose={onClose} title="Versions of the model" size="lg">
      <Stack>
        <ErrorAlert error={versions.error ?? restore.error} />
        {dirty && <Text size="sm">Save or discard your changes before you restore a version.</Text>}
        {versions.isPending && <Skeleton height={120} />}
        {versions.data && (
          <Table.ScrollContainer minWidth={380}>
            <Table aria-label="Versions">
              <Table.Tbody>
                {versions.data.items.map((item) => (
                  <Table.Tr key={item.version}>
                    <Table.Td>Version {item.version}</Table.Td>
                    <Table.Td>{item.entityCount} entities</Table.Td>
                    <Table.Td>
                      <Time at={item.createdAt} />
                      {item.createdBy ? ` by ${item.createdBy.name}` : ''}
                    </Table.Td>
                    <Table.Td>
                      {item.version === version ? (
                        <Text size="sm" c="dimmed">
                          newest
                        </Text>
                      ) : (
                        <Button
                          size="xs"
                          variant="default"
                          disabled={dirty}
                          loading={restore.isPending && restore.variables.older === item.version}
                          aria-label={`Restore version ${item.version}`}
                          onClick={() =>
                            restore.mutate(
                              { older: item.version, onVersion: version },
                              { onSuccess: onClose },
                            )
                          }
                        >
                          Restore
                        </Button>
                      )}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
        {versions.data && <Pager {...versions.data} onChange={setPage} noun="versions" />}
      </Stack>
    </Modal>
  );
}
