import {
  Alert,
  Anchor,
  Avatar,
  Badge,
  Button,
  Card,
  Group,
  SegmentedControl,
  Select,
  Stack,
  Text,
  Title,
  useMatches,
} from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { type ConnectionScope, useBitbucketWorkspaces } from '../../../api/bitbucket/remote-lists';
import type { Connection } from '../../../api/bitbucket/connections';
import type { Resource } from '../../../api/services/resources';
import type { components } from '../../../api/schema';
import { useCurrentWorkspace } from '../../../session/current-workspace';
import { RemotePicker } from '../../../ui/picker/remote-picker';
import { useSearch } from '../../../ui/picker/use-search';
import { ConnectRepositoryForm } from './connect-repository-form';
import { CreateRepositoryForm } from './create-repository-form';

type BitbucketWorkspace = components['schemas']['BitbucketWorkspaceView'];

/** Chooses account, Bitbucket workspace and repository, in this order. */
export function RepositorySetup({ service, connections }: { service: Resource; connections: Connection[] }) {
  const workspace = useCurrentWorkspace();
  const [connectionId, setConnectionId] = useState(connections[0]?.id ?? '');
  const [bitbucketWorkspace, setBitbucketWorkspace] = useState<BitbucketWorkspace | null>(null);
  const connection = connections.find((candidate) => candidate.id === connectionId);
  if (workspace.role !== 'owner')
    return (
      <Alert
        icon={<IconLock aria-hidden />}
        title="Ask an owner to choose a repository"
        color="gray"
        variant="light"
      >
        <Text size="sm">
          Bitbucket is connected. Ask an owner of {workspace.name} to choose where this service goes.
        </Text>
      </Alert>
    );
  if (!connection) return null;
  const scope = { workspaceId: service.workspaceId, connectionId };
  return (
    <Card withBorder component="section" aria-label="Choose a repository">
      <Stack>
        <Title order={2} size="h4">
          Choose a repository
        </Title>
        <Group gap="xs" wrap="nowrap">
          <Avatar
            size="sm"
            src={connection.user.avatarUrl}
            name={connection.user.displayName}
            color="initials"
            alt=""
          />
          <Text size="sm">
            Connected as <b>{connection.user.displayName}</b>.{' '}
            <Anchor
              underline="always"
              component={Link}
              to={`/w/${service.workspaceId}/connections`}
              size="sm"
            >
              Manage accounts
            </Anchor>
          </Text>
        </Group>
        {connections.length > 1 && (
          <Select
            label="Bitbucket account"
            data={connections.map(({ id, user }) => ({ value: id, label: user.displayName }))}
            value={connectionId}
            allowDeselect={false}
            onChange={(value) => {
              setConnectionId(value ?? connectionId);
              setBitbucketWorkspace(null);
            }}
          />
        )}
        {bitbucketWorkspace ? (
          <ChosenWorkspace
            service={service}
            scope={scope}
            bitbucketWorkspace={bitbucketWorkspace}
            onChange={() => setBitbucketWorkspace(null)}
          />
        ) : (
          <WorkspacePicker key={connectionId} scope={scope} onPick={setBitbucketWorkspace} />
        )}
      </Stack>
    </Card>
  );
}

interface WorkspacePickerProps {
  scope: ConnectionScope;
  onPick: (bitbucketWorkspace: BitbucketWorkspace) => void;
}

function WorkspacePicker({ scope, onPick }: WorkspacePickerProps) {
  const search = useSearch();
  const list = useBitbucketWorkspaces(scope, search.wanted);
  return (
    <RemotePicker
      label="Bitbucket workspace"
      noun="Bitbucket workspaces"
      search={search}
      list={list}
      idOf={(item) => item.uuid}
      render={(item) => (
        <Group gap="xs" justify="space-between">
          <Text size="sm">{item.name}</Text>
          <Text size="xs" c="dimmed">
            {item.slug}
          </Text>
        </Group>
      )}
      onPick={onPick}
    />
  );
}

interface ChosenWorkspaceProps {
  service: Resource;
  scope: { workspaceId: string; connectionId: string };
  bitbucketWorkspace: BitbucketWorkspace;
  onChange: () => void;
}

function ChosenWorkspace({ service, scope, bitbucketWorkspace, onChange }: ChosenWorkspaceProps) {
  const [mode, setMode] = useState('create');
  const orientation = useMatches({ base: 'vertical' as const, xs: 'horizontal' as const });
  return (
    <>
      <Group gap="xs">
        <Text size="sm">Bitbucket workspace</Text>
        <Badge variant="light" tt="none">
          {bitbucketWorkspace.name}
        </Badge>
        <Button size="compact-xs" variant="subtle" onClick={onChange}>
          Change<span className="visually-hidden"> the Bitbucket workspace</span>
        </Button>
      </Group>
      <SegmentedControl
        orientation={orientation}
        aria-label="New or existing repository"
        value={mode}
        onChange={setMode}
        data={[
          { value: 'create', label: 'Create a repository' },
          { value: 'connect', label: 'Connect an existing one' },
        ]}
      />
      {mode === 'create' ? (
        <CreateRepositoryForm service={service} scope={scope} bitbucketWorkspace={bitbucketWorkspace} />
      ) : (
        <ConnectRepositoryForm service={service} scope={scope} bitbucketWorkspace={bitbucketWorkspace} />
      )}
    </>
  );
}
