import { Button, Code, Group, Radio, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { ApiError } from '../../../api/api-error';
import { type ConnectionScope, useBitbucketProjects } from '../../../api/bitbucket/remote-lists';
import { useConnectRepository, useCreateRepository } from '../../../api/bitbucket/repository-link';
import type { Resource } from '../../../api/services/resources';
import type { components } from '../../../api/schema';
import { ErrorAlert } from '../../../ui/error-alert';
import { toRepositorySlug } from './slug';

interface CreateRepositoryFormProps {
  service: Resource;
  scope: ConnectionScope;
  bitbucketWorkspace: components['schemas']['BitbucketWorkspaceView'];
}

/** Creates a repository in the chosen Bitbucket workspace and links it. */
export function CreateRepositoryForm({ service, scope, bitbucketWorkspace }: CreateRepositoryFormProps) {
  const create = useCreateRepository(service.id);
  const form = useForm({
    initialValues: { name: service.name, visibility: 'private', projectKey: '', rootDirectory: '' },
    validate: {
      name: (value) =>
        toRepositorySlug(value) ? null : 'Give the repository a name with at least one letter or digit.',
    },
  });
  const submit = form.onSubmit(({ name, visibility, projectKey, rootDirectory }) =>
    create.mutate(
      {
        connectionId: scope.connectionId,
        bitbucketWorkspace: bitbucketWorkspace.uuid,
        name,
        isPrivate: visibility === 'private',
        ...(projectKey && { projectKey }),
        ...(rootDirectory && { rootDirectory }),
      },
      {
        onError: (error) => {
          if (error instanceof ApiError)
            form.setErrors(Object.fromEntries(error.fields.map((field) => [field.path, field.message])));
        },
      },
    ),
  );
  const slug = toRepositorySlug(form.values.name);
  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        <TextInput label="Name" maxLength={62} {...form.getInputProps('name')} />
        <Text size="sm" c="dimmed" mt={-8} aria-live="polite">
          Will be{' '}
          <Code>
            {bitbucketWorkspace.slug}/{slug || '…'}
          </Code>
        </Text>
        <Radio.Group label="Visibility" {...form.getInputProps('visibility')}>
          <Group mt="xs">
            <Radio value="private" label="Private" />
            <Radio value="public" label="Public" />
          </Group>
        </Radio.Group>
        <ProjectSelect
          scope={scope}
          bitbucketWorkspace={bitbucketWorkspace.uuid}
          value={form.values.projectKey}
          onChange={(key) => form.setFieldValue('projectKey', key)}
        />
        <TextInput
          label="Root directory"
          description="Folder for the generated code. Leave empty for the repository root."
          placeholder="services/orders"
          {...form.getInputProps('rootDirectory')}
        />
        <CreateFailure error={create.error} service={service} scope={scope} />
        <div>
          <Button type="submit" loading={create.isPending}>
            Create repository
          </Button>
        </div>
      </Stack>
    </form>
  );
}

/** If the repository was made but could not be linked, it is offered instead of made again. */
function CreateFailure({
  error,
  service,
  scope,
}: {
  error: Error | null;
  service: Resource;
  scope: ConnectionScope;
}) {
  const connect = useConnectRepository(service.id);
  if (!error) return null;
  const params = error instanceof ApiError ? error.params : {};
  const { createdBitbucketWorkspace, createdRepositoryUuid } = params;
  if (typeof createdBitbucketWorkspace !== 'string' || typeof createdRepositoryUuid !== 'string')
    return <ErrorAlert error={error} title="Could not create the repository" />;
  return (
    <ErrorAlert error={connect.error ?? error} title="The repository was created but could not be linked">
      <Button
        size="xs"
        loading={connect.isPending}
        onClick={() =>
          connect.mutate({
            connectionId: scope.connectionId,
            bitbucketWorkspace: createdBitbucketWorkspace,
            repository: createdRepositoryUuid,
          })
        }
      >
        Use the new repository
      </Button>
    </ErrorAlert>
  );
}

function ProjectSelect({
  scope,
  bitbucketWorkspace,
  value,
  onChange,
}: {
  scope: ConnectionScope;
  bitbucketWorkspace: string;
  value: string;
  onChange: (key: string) => void;
}) {
  const [search, setSearch] = useState('');
  const projects = useBitbucketProjects(scope, bitbucketWorkspace, '');
  const items = projects.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Select
      label="Project"
      description="If you choose none, Bitbucket uses the oldest project of the workspace"
      placeholder="Oldest project"
      searchable
      clearable
      searchValue={search}
      onSearchChange={setSearch}
      onDropdownOpen={() => projects.hasNextPage && void projects.fetchNextPage()}
      data={items.map((project) => ({ value: project.key, label: `${project.name} (${project.key})` }))}
      value={value || null}
      onChange={(key) => onChange(key ?? '')}
      error={projects.isError ? 'Could not load projects from Bitbucket.' : undefined}
      nothingFoundMessage="No matching project"
    />
  );
}
