import { Button, Group, Modal, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useNavigate } from 'react-router';
import { ApiError } from '../../api/api-error';
import { useCreateResource } from '../../api/services/resources';
import { ErrorAlert } from '../../ui/error-alert';

export function CreateServiceModal({ workspaceId, onClose }: { workspaceId: string; onClose: () => void }) {
  const create = useCreateResource(workspaceId);
  const navigate = useNavigate();
  const form = useForm<{ name: string; description: string; from: 'sample' | 'empty' | 'schema' }>({
    initialValues: { name: '', description: '', from: 'sample' },
    validate: {
      // From a schema, the name comes with it.
      name: (value, { from }) => (from === 'schema' || value.trim() ? null : 'Give the service a name.'),
    },
  });
  const submit = form.onSubmit(({ from, ...values }) => {
    if (from === 'schema') return void navigate(`/w/${workspaceId}/services/from-schema`);
    create.mutate(
      { ...values, from },
      {
        onSuccess: (service) => void navigate(`/w/${workspaceId}/services/${service.id}`),
        onError: (error) => {
          if (error instanceof ApiError)
            form.setErrors(Object.fromEntries(error.fields.map((field) => [field.path, field.message])));
        },
      },
    );
  });
  const isSchema = form.values.from === 'schema';
  return (
    <Modal opened onClose={onClose} title="New service" size="md">
      <form onSubmit={submit} noValidate>
        <Stack>
          <ErrorAlert error={create.error} title="Could not create the service" />
          <Radio.Group label="Start with" {...form.getInputProps('from')}>
            <Stack gap="xs" mt="xs">
              <Radio
                value="sample"
                label="The sample model"
                description="Customers, orders and products to explore"
              />
              <Radio
                value="schema"
                label="From a schema"
                description="Prisma, SQL, a running PostgreSQL, JSON or YAML"
              />
              <Radio value="empty" label="An empty model" />
            </Stack>
          </Radio.Group>
          {!isSchema && (
            <>
              <TextInput
                label="Name"
                placeholder="Order Service"
                data-autofocus
                maxLength={100}
                {...form.getInputProps('name')}
              />
              <Textarea
                label="Description"
                autosize
                minRows={2}
                maxLength={1000}
                {...form.getInputProps('description')}
              />
            </>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={create.isPending}>
              {isSchema ? 'Continue' : 'Create service'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
