import { Button, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type Resource, useChangeResource } from '../../api/services/resources';
import { ErrorAlert } from '../../ui/error-alert';

export function EditServiceModal({ service, onClose }: { service: Resource; onClose: () => void }) {
  const change = useChangeResource(service);
  const form = useForm({
    initialValues: { name: service.name, description: service.description },
    validate: { name: (value) => (value.trim() ? null : 'Give the service a name.') },
  });
  return (
    <Modal opened onClose={onClose} title="Rename or describe" size="md">
      <form noValidate onSubmit={form.onSubmit((values) => change.mutate(values, { onSuccess: onClose }))}>
        <Stack>
          <ErrorAlert error={change.error} title="Could not save the change" />
          <TextInput label="Name" data-autofocus maxLength={100} {...form.getInputProps('name')} />
          <Textarea
            label="Description"
            autosize
            minRows={2}
            maxLength={1000}
            {...form.getInputProps('description')}
          />
          <Text size="xs" c="dimmed">
            The work branch keeps its name, so an open pull request is not affected.
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={change.isPending}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
