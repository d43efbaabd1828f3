import { Badge, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { ApiError } from '../../../api/api-error';
import { type ConnectionScope, useBitbucketRepositories } from '../../../api/bitbucket/remote-lists';
import { useConnectRepository } from '../../../api/bitbucket/repository-link';
import type { Resource } from '../../../api/services/resources';
import type { components } from '../../../api/schema';
import { ErrorAlert } from '../../../ui/error-alert';
import { RemotePicker } from '../../../ui/picker/remote-picker';
import { useSearch } from '../../../ui/picker/use-search';
import { BranchSelect } from './branch-select';

type BitbucketRepository = components['schemas']['BitbucketRepositoryView'];

interface ConnectRepositoryFormProps {
  service: Resource;
  scope: ConnectionScope;
  bitbucketWorkspace: components['schemas']['BitbucketWorkspaceView'];
}

/** Links a repository that exists: only those that the account may write to are offered. */
export function ConnectRepositoryForm({ service, scope, bitbucketWorkspace }: ConnectRepositoryFormProps) {
  const [repository, setRepository] = useState<BitbucketRepository | null>(null);
  if (repository)
    return (
      <LinkForm
        service={service}
        scope={scope}
        bitbucketWorkspace={bitbucketWorkspace.uuid}
        repository={repository}
        onBack={() => setRepository(null)}
      />
    );
  return (
    <RepositoryPicker scope={scope} bitbucketWorkspace={bitbucketWorkspace.uuid} onPick={setRepository} />
  );
}

interface RepositoryPickerProps {
  scope: ConnectionScope;
  bitbucketWorkspace: string;
  onPick: (repository: BitbucketRepository) => void;
}

function RepositoryPicker({ scope, bitbucketWorkspace, onPick }: RepositoryPickerProps) {
  const search = useSearch();
  const list = useBitbucketRepositories(scope, bitbucketWorkspace, search.wanted);
  return (
    <RemotePicker
      label="Repository"
      noun="repositories"
      search={search}
      list={list}
      idOf={(item) => item.uuid}
      render={(item) => (
        <Group gap="xs" justify="space-between">
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {item.name}
          </Text>
          <Group gap={4}>
            {item.mainBranch === null && (
              <Badge size="sm" variant="light" color="gray">
                empty
              </Badge>
            )}
            <Badge size="sm" variant="light" color={item.isPrivate ? 'gray' : 'teal'}>
              {item.isPrivate ? 'private' : 'public'}
            </Badge>
          </Group>
        </Group>
      )}
      onPick={onPick}
    />
  );
}

interface LinkFormProps {
  service: Resource;
  scope: ConnectionScope;
  bitbucketWorkspace: string;
  repository: BitbucketRepository;
  onBack: () => void;
}

function LinkForm({ service, scope, bitbucketWorkspace, repository, onBack }: LinkFormProps) {
  const connect = useConnectRepository(service.id);
  const form = useForm({ initialValues: { baseBranch: repository.mainBranch ?? '', rootDirectory: '' } });
  const submit = form.onSubmit(({ baseBranch, rootDirectory }) =>
    connect.mutate(
      {
        connectionId: scope.connectionId,
        bitbucketWorkspace,
        repository: repository.uuid,
        ...(baseBranch && { baseBranch }),
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
  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        <Group gap="xs">
          <Text size="sm">Repository</Text>
          <Badge variant="light" tt="none">
            {repository.fullName}
          </Badge>
          <Button size="compact-xs" variant="subtle" onClick={onBack}>
            Change<span className="visually-hidden"> the repository</span>
          </Button>
        </Group>
        {repository.mainBranch === null ? (
          <Text size="sm" c="dimmed">
            The repository is empty: the first build begins its main branch with a README.
          </Text>
        ) : (
          <BranchSelect
            scope={scope}
            repository={{ bitbucketWorkspace, repository: repository.uuid }}
            value={form.values.baseBranch}
            onChange={(baseBranch) => form.setFieldValue('baseBranch', baseBranch)}
            error={form.errors.baseBranch}
          />
        )}
        <TextInput
          label="Root directory"
          description="Folder for the generated code. Leave empty for the repository root."
          placeholder="services/orders"
          {...form.getInputProps('rootDirectory')}
        />
        <ErrorAlert error={connect.error} title="The repository was not connected" />
        <div>
          <Button type="submit" loading={connect.isPending}>
            Connect the repository
          </Button>
        </div>
      </Stack>
    </form>
  );
}
