import { Anchor, Button, Group, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { ApiError } from '../../api/api-error';
import { type ModelImport, type ModelText, useReadModelText } from '../../api/services/model-texts';
import { useCreateResource } from '../../api/services/resources';
import { ErrorAlert } from '../../ui/error-alert';
import { PageHeader } from '../../ui/page/page-header';
import { ImportPreview } from './preview/import-preview';
import { SchemaForm } from './source/schema-form';

/** A new service from a schema that is there: read it, look at what it gives, create. */
export function NewServicePage() {
  const { workspaceId = '' } = useParams();
  const reading = useReadModelText(workspaceId);
  const [sent, setSent] = useState<ModelText | null>(null);
  const back = `/w/${workspaceId}/services`;
  return (
    <>
      <PageHeader
        title="New service from a schema"
        text={
          reading.data
            ? 'Nothing is saved before you create the service.'
            : 'Bring what you have: no field needs to be typed.'
        }
        actions={
          <Anchor component={Link} to={back} size="sm">
            Back to the services
          </Anchor>
        }
      />
      {reading.data ? (
        <CreateFrom
          read={reading.data}
          fileName={sent?.fileName}
          workspaceId={workspaceId}
          onAgain={reading.reset}
        />
      ) : (
        <SchemaForm reading={reading} onSend={setSent} />
      )}
    </>
  );
}

function CreateFrom({
  read,
  fileName,
  workspaceId,
  onAgain,
}: {
  read: ModelImport;
  fileName: string | undefined;
  workspaceId: string;
  onAgain: () => void;
}) {
  const create = useCreateResource(workspaceId);
  const navigate = useNavigate();
  const form = useForm({
    initialValues: { name: firstName(read, fileName) },
    validate: { name: (value) => (value.trim() ? null : 'Give the service a name.') },
  });
  const submit = form.onSubmit(({ name }) =>
    create.mutate(
      { name, description: read.model.description.slice(0, 1000), from: 'model', model: read.model },
      {
        onSuccess: (service) => void navigate(`/w/${workspaceId}/services/${service.id}`),
        onError: (error) => {
          if (error instanceof ApiError) form.setErrors({ name: error.fieldMessage('name') });
        },
      },
    ),
  );
  return (
    <Stack>
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <ErrorAlert error={create.error} title="Could not create the service" />
          <Group align="flex-end" gap="sm">
            <TextInput
              label="Name of the service"
              maxLength={100}
              style={{ flex: '1 1 240px', maxWidth: 400 }}
              {...form.getInputProps('name')}
            />
            <Button type="submit" loading={create.isPending}>
              Create service
            </Button>
            <Button variant="default" onClick={onAgain} disabled={create.isPending}>
              Use another schema
            </Button>
          </Group>
        </Stack>
      </form>
      <ImportPreview read={read} />
    </Stack>
  );
}

/** `shop.prisma` suggests `shop`; the usual names of a schema's file suggest nothing that the text does not. */
function firstName(read: ModelImport, fileName: string | undefined): string {
  const base = fileName?.replace(/\.[^.]*$/, '') ?? '';
  const isUsual = ['', 'schema', 'dump', 'model', 'database', 'structure'].includes(base.toLowerCase());
  return (isUsual ? read.model.name : base).slice(0, 100);
}
