import { Anchor, Badge, Button, Card, Group, Radio, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { IconExternalLink } from '@tabler/icons-react';
import { ApiError } from '../../../api/api-error';
import type { ConnectionScope } from '../../../api/bitbucket/remote-lists';
import { type RepositoryLink, useChangeLink, useUnlink } from '../../../api/bitbucket/repository-link';
import type { Resource } from '../../../api/services/resources';
import { useCurrentWorkspace } from '../../../session/current-workspace';
import { ConfirmModal } from '../../../ui/confirm-modal';
import { ErrorAlert } from '../../../ui/error-alert';
import { BranchSelect } from './branch-select';

interface LinkCardProps {
  service: Resource;
  link: RepositoryLink;
  connectionScope: ConnectionScope;
  usable: boolean;
}

/** The repository of a service and what can be changed about it. */
export function LinkCard({ service, link, connectionScope, usable }: LinkCardProps) {
  const { role } = useCurrentWorkspace();
  const [unlinking, { open, close }] = useDisclosure(false);
  const unlink = useUnlink(service.id);
  const isOwner = role === 'owner';
  return (
    <Card withBorder component="section" aria-label="Repository">
      <Stack>
        <Group justify="space-between" align="flex-start">
          <div style={{ minWidth: 0 }}>
            <Title order={2} size="h4" style={{ overflowWrap: 'anywhere' }}>
              <Anchor href={link.url} target="_blank" rel="noreferrer" inherit>
                {link.bitbucketWorkspaceSlug}/{link.repositorySlug}{' '}
                <IconExternalLink size={16} aria-label="opens in Bitbucket" />
              </Anchor>
            </Title>
            <Text size="sm" c="dimmed">
              Builds are pushed to <b>{link.workBranch}</b>
            </Text>
          </div>
          <Group gap="xs">
            <Badge variant="light" color="gray">
              {link.isPrivate ? 'private' : 'public'}
            </Badge>
            {isOwner && (
              <Button size="xs" variant="default" onClick={open}>
                Change repository
              </Button>
            )}
          </Group>
        </Group>
        <LinkSettings
          key={`${link.baseBranch}:${link.rootDirectory}:${link.conflictStrategy}`}
          service={service}
          link={link}
          scope={connectionScope}
          editable={isOwner && usable}
        />
      </Stack>
      {unlinking && (
        <ConfirmModal
          title="Unlink the repository?"
          confirm="Unlink"
          pending={unlink.isPending}
          error={unlink.error}
          onConfirm={() => unlink.mutate(undefined, { onSuccess: close })}
          onClose={close}
        >
          <Text size="sm">
            Running builds stop before they push, and new ones only generate files until you choose a
            repository. Your code in Bitbucket is not touched: the branch and its pull request stay.
          </Text>
        </ConfirmModal>
      )}
    </Card>
  );
}

function LinkSettings({
  service,
  link,
  scope,
  editable,
}: {
  service: Resource;
  link: RepositoryLink;
  scope: ConnectionScope;
  editable: boolean;
}) {
  const change = useChangeLink(service.id);
  const form = useForm({
    initialValues: {
      baseBranch: link.baseBranch,
      rootDirectory: link.rootDirectory,
      conflictStrategy: link.conflictStrategy,
    },
  });
  const submit = form.onSubmit((values) =>
    change.mutate(values, {
      onError: (error) => {
        if (error instanceof ApiError)
          form.setErrors(Object.fromEntries(error.fields.map((field) => [field.path, field.message])));
      },
    }),
  );
  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        {editable ? (
          <BranchSelect
            scope={scope}
            repository={{ bitbucketWorkspace: link.bitbucketWorkspaceSlug, repository: link.repositoryUuid }}
            value={form.values.baseBranch}
            onChange={(baseBranch) => form.setFieldValue('baseBranch', baseBranch)}
            error={form.errors.baseBranch}
          />
        ) : (
          <TextInput label="Base branch" value={link.baseBranch} readOnly />
        )}
        <TextInput
          label="Root directory"
          description="Folder for the generated code. Leave empty for the repository root. If you change it, the generated files move."
          readOnly={!editable}
          {...form.getInputProps('rootDirectory')}
        />
        <Radio.Group
          label="When you and the generator changed the same lines"
          {...form.getInputProps('conflictStrategy')}
        >
          <Stack gap="xs" mt="xs">
            <Radio
              value="keep-yours"
              disabled={!editable}
              label="Keep your lines"
              description="The pull request shows what was generated. Recommended."
            />
            <Radio
              value="take-generated"
              disabled={!editable}
              label="Take the generated lines"
              description="Only conflicting lines in text files. Your version stays in the history."
            />
          </Stack>
        </Radio.Group>
        <ErrorAlert error={change.error} title="Could not save the settings" />
        {editable && (
          <div>
            <Button type="submit" disabled={!form.isDirty()} loading={change.isPending}>
              Save settings
            </Button>
          </div>
        )}
      </Stack>
    </form>
  );
}
