import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { ErrorAlert } from '../../ui/error-alert';

interface WorkspaceNameFormProps {
  name: string;
  submit: string;
  pending: boolean;
  error: unknown;
  onSubmit: (name: string) => void;
  onCancel?: () => void;
}

/** Asks for the name of a workspace, a new one or one that is there. */
export function WorkspaceNameForm(props: WorkspaceNameFormProps) {
  const form = useForm({
    initialValues: { name: props.name },
    validate: { name: (value) => (value.trim() ? null : 'Give the workspace a name.') },
  });
  return (
    <form noValidate onSubmit={form.onSubmit(({ name }) => props.onSubmit(name.trim()))}>
      <Stack>
        <ErrorAlert error={props.error} />
        <TextInput label="Name" data-autofocus maxLength={100} {...form.getInputProps('name')} />
        <Group justify="flex-end">
          {props.onCancel && (
            <Button variant="default" onClick={props.onCancel}>
              Cancel
            </Button>
          )}
          <Button type="submit" loading={props.pending}>
            {props.submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
