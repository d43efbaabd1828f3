import { Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useNavigate } from 'react-router';
import { useStartBuild } from '../../api/builds/builds';
import type { Resource } from '../../api/services/resources';
import { ErrorAlert } from '../../ui/error-alert';

/** Asks for the message of a build and starts it. */
export function StartBuildModal({ service, onClose }: { service: Resource; onClose: () => void }) {
  const start = useStartBuild(service.id);
  const navigate = useNavigate();
  const form = useForm({ initialValues: { title: '', body: '' } });
  const submit = form.onSubmit(({ title, body }) =>
    start.mutate(
      { ...(title.trim() && { title: title.trim() }), ...(body.trim() && { body: body.trim() }) },
      { onSuccess: (build) => void navigate(`/builds/${build.id}`) },
    ),
  );
  return (
    <Modal opened onClose={onClose} title={`Build ${service.name}`} size="md">
      <form onSubmit={submit} noValidate>
        <Stack>
          <ErrorAlert error={start.error} title="Could not start the build" />
          <TextInput
            label="What changed"
            description="Becomes the commit title. Optional."
            placeholder="Add discounts to orders"
            data-autofocus
            maxLength={255}
            {...form.getInputProps('title')}
          />
          <Textarea label="Details" autosize minRows={2} maxLength={10_000} {...form.getInputProps('body')} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={start.isPending}>
              Start build
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
