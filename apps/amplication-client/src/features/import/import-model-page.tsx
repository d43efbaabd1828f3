import { Alert, Anchor, Button, Group, List, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { Link, useNavigate, useOutletContext } from 'react-router';
import {
  type ModelImportPreview,
  type ModelText,
  useApplyModelImport,
  usePreviewModelImport,
} from '../../api/services/model-texts';
import { ConfirmModal } from '../../ui/confirm-modal';
import { ErrorAlert } from '../../ui/error-alert';
import type { ServiceContext } from '../services/service-page';
import { removedOf } from './preview/change-list';
import { ImportPreview } from './preview/import-preview';
import { SchemaForm } from './source/schema-form';

/** Replaces the model of a service by that of a schema: read it, look at what changes, apply. */
export function ImportModelPage() {
  const { service } = useOutletContext<ServiceContext>();
  const reading = usePreviewModelImport(service.id);
  const [sent, setSent] = useState<ModelText | null>(null);
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={2} size="h4">
          Import into the model
        </Title>
        <Anchor component={Link} to=".." relative="path" size="sm">
          Back to the model
        </Anchor>
      </Group>
      {reading.data && sent ? (
        <Apply preview={reading.data} sent={sent} resourceId={service.id} onAgain={reading.reset} />
      ) : (
        <>
          <Text size="sm" c="dimmed">
            The model becomes that of the schema. You see each change before anything is saved.
          </Text>
          <SchemaForm reading={reading} onSend={setSent} />
        </>
      )}
    </Stack>
  );
}

/** Removed parts that are named in the warning. */
const NAMED = 12;

function Apply({
  preview,
  sent,
  resourceId,
  onAgain,
}: {
  preview: ModelImportPreview;
  sent: ModelText;
  resourceId: string;
  onAgain: () => void;
}) {
  const apply = useApplyModelImport(resourceId);
  const navigate = useNavigate();
  const [asking, ask] = useDisclosure(false);
  const removed = removedOf(preview.changes);
  const version = preview.basedOnVersion;
  const send = () =>
    apply.mutate({ ...sent, version }, { onSuccess: () => void navigate('..', { relative: 'path' }) });
  return (
    <Stack>
      <Group>
        <Button
          onClick={removed.length > 0 ? ask.open : send}
          loading={apply.isPending}
          disabled={preview.changeCount === 0}
        >
          Apply to the model
        </Button>
        <Button variant="default" onClick={onAgain} disabled={apply.isPending}>
          Use another schema
        </Button>
        <Text size="sm" c="dimmed">
          Version {version} stays, and can be restored.
        </Text>
      </Group>
      {!asking && <ErrorAlert error={apply.error} title="Could not apply the schema" />}
      {removed.length > 0 && (
        <Alert
          color="red"
          variant="light"
          title={
            removed.length === 1
              ? 'One part of the model is removed'
              : `${removed.length} parts of the model are removed`
          }
        >
          <Text size="sm">The schema does not have them. Look through the changes before you apply it.</Text>
        </Alert>
      )}
      <ImportPreview read={preview} />
      {asking && (
        <ConfirmModal
          title={`Remove ${removed.length === 1 ? 'one part' : `${removed.length} parts`} of the model?`}
          confirm="Apply and remove"
          pending={apply.isPending}
          error={apply.error}
          onConfirm={send}
          onClose={ask.close}
        >
          <List size="sm">
            {removed.slice(0, NAMED).map(({ subject, what }) => (
              <List.Item key={`${subject} ${what}`} style={{ overflowWrap: 'anywhere' }}>
                {subject}
              </List.Item>
            ))}
          </List>
          {removed.length > NAMED && <Text size="sm">And {removed.length - NAMED} more.</Text>}
          <Text size="sm">
            The next build takes them out of the service. Version {version} of the model stays: you can
            restore it under Versions.
          </Text>
        </ConfirmModal>
      )}
    </Stack>
  );
}
