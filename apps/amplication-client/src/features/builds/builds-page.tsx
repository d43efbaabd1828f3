import { Anchor, Button, Group, Skeleton, Stack, Table, Text, TextInput } from '@mantine/core';
import { useDebouncedValue, useDisclosure } from '@mantine/hooks';
import { IconHammer, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useOutletContext } from 'react-router';
import { type BuildSummary, useBuilds } from '../../api/builds/builds';
import { BuildBadge } from '../../ui/build-badge';
import { EmptyState } from '../../ui/empty-state';
import { ErrorAlert } from '../../ui/error-alert';
import { Pager } from '../../ui/pager';
import { Time } from '../../ui/time';
import type { ServiceContext } from '../services/service-page';
import { PullRequestLink } from './pull-request-card';
import { StartBuildModal } from './start-build-modal';

/** Starts builds and lists those that were. */
export function BuildsPage() {
  const { service } = useOutletContext<ServiceContext>();
  const [page, setPage] = useState(1);
  const [starting, { open, close }] = useDisclosure(false);
  const [search, setSearch] = useState('');
  const [wanted] = useDebouncedValue(search.trim(), 250);
  const builds = useBuilds(service.id, { page, search: wanted });
  const isNew = builds.data?.items.length === 0 && !wanted;
  return (
    <Stack>
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          {service.repository
            ? `Builds arrive as a pull request in ${service.repository.bitbucketWorkspaceSlug}/${service.repository.repositorySlug}.`
            : 'No repository is connected. A build generates files that you can browse and download.'}
        </Text>
        <Group gap="xs">
          {!service.repository && (
            <Button variant="default" component={Link} to="../git">
              Connect a repository
            </Button>
          )}
          <Button leftSection={<IconHammer size={18} aria-hidden />} onClick={open}>
            Build
          </Button>
        </Group>
      </Group>
      <ErrorAlert
        error={builds.error}
        title="Could not load the builds"
        onRetry={() => void builds.refetch()}
      />
      {builds.data && !isNew && (
        <TextInput
          aria-label="Search builds"
          placeholder="Search by what changed"
          leftSection={<IconSearch size={16} aria-hidden />}
          maw={360}
          value={search}
          onChange={(event) => {
            setSearch(event.currentTarget.value);
            setPage(1);
          }}
        />
      )}
      {builds.isPending && <Skeleton height={160} aria-label="Loading builds" />}
      {isNew && (
        <EmptyState
          icon={<IconHammer />}
          title="Not built yet"
          text="A build turns the model into code. With a repository connected it arrives as a pull request; without one you can browse the files here."
        >
          <Button onClick={open}>Build now</Button>
        </EmptyState>
      )}
      {builds.data?.items.length === 0 && wanted && (
        <EmptyState icon={<IconSearch />} title="No matching builds" text="Try a different search." />
      )}
      {builds.data && builds.data.items.length > 0 && <BuildsTable builds={builds.data.items} />}
      {builds.data && <Pager {...builds.data} onChange={setPage} noun="builds" />}
      {starting && <StartBuildModal service={service} onClose={close} />}
    </Stack>
  );
}

function BuildsTable({ builds }: { builds: BuildSummary[] }) {
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table aria-label="Builds" verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Build</Table.Th>
            <Table.Th>State</Table.Th>
            <Table.Th>Pull request</Table.Th>
            <Table.Th>Started</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {builds.map((build) => (
            <Table.Tr key={build.id}>
              <Table.Td>
                <Anchor component={Link} to={`/builds/${build.id}`}>
                  {build.sequence}: {build.title}
                </Anchor>
              </Table.Td>
              <Table.Td>
                <BuildBadge build={build} />
              </Table.Td>
              <Table.Td>
                {build.pullRequest ? <PullRequestLink pullRequest={build.pullRequest} /> : '–'}
              </Table.Td>
              <Table.Td>
                <Time at={build.createdAt} />
                {build.requestedBy ? (
                  <Text size="sm" span>
                    {' '}
                    by {build.requestedBy.name}
                  </Text>
                ) : null}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
