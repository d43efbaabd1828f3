import {
  Anchor,
  Button,
  Card,
  Group,
  SimpleGrid,
  Skeleton,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { useDebouncedValue, useDisclosure } from '@mantine/hooks';
import { IconBox, IconPlus, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { type Resource, useResources } from '../../api/services/resources';
import { useCurrentWorkspace } from '../../session/current-workspace';
import { BuildBadge } from '../../ui/build-badge';
import { EmptyState } from '../../ui/empty-state';
import { ErrorAlert } from '../../ui/error-alert';
import { PageHeader } from '../../ui/page/page-header';
import { Pager } from '../../ui/pager';
import { Time } from '../../ui/time';
import { CreateServiceModal } from './create-service-modal';

export function ServicesPage() {
  const workspace = useCurrentWorkspace();
  const [search, setSearch] = useState('');
  const [page, setPage] = useState(1);
  const [wanted] = useDebouncedValue(search, 250);
  const [creating, { open, close }] = useDisclosure(false);
  const services = useResources(workspace.id, { search: wanted, page });
  return (
    <>
      <PageHeader
        title="Services"
        text="Model a service, press Build, review the pull request."
        actions={
          <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={open}>
            New service
          </Button>
        }
      />
      <Stack>
        <TextInput
          aria-label="Search services"
          placeholder="Search by name"
          leftSection={<IconSearch size={16} aria-hidden />}
          maw={360}
          value={search}
          onChange={(event) => {
            setSearch(event.currentTarget.value);
            setPage(1);
          }}
        />
        <ErrorAlert
          error={services.error}
          title="Could not load the services"
          onRetry={() => void services.refetch()}
        />
        {services.isPending && <Skeleton height={120} aria-label="Loading services" />}
        {services.data && services.data.items.length === 0 && (
          <EmptyState
            icon={<IconBox />}
            title={wanted ? 'No matching services' : 'No services yet'}
            text={
              wanted
                ? 'Try a different search.'
                : 'Start with the sample model, a schema that you have, or an empty model.'
            }
          >
            {!wanted && <Button onClick={open}>New service</Button>}
          </EmptyState>
        )}
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
          {services.data?.items.map((service) => (
            <ServiceCard key={service.id} service={service} />
          ))}
        </SimpleGrid>
        {services.data && <Pager {...services.data} onChange={setPage} noun="services" />}
      </Stack>
      {creating && <CreateServiceModal workspaceId={workspace.id} onClose={close} />}
    </>
  );
}

function ServiceCard({ service }: { service: Resource }) {
  return (
    <Card withBorder component="article">
      <Stack gap="xs">
        <Title order={2} size="h4">
          <Anchor component={Link} to={`/w/${service.workspaceId}/services/${service.id}`} inherit>
            {service.name}
          </Anchor>
        </Title>
        <Text size="sm" c="dimmed" lineClamp={2}>
          {service.description || 'No description'}
        </Text>
        <Text size="sm">
          {service.repository
            ? `${service.repository.bitbucketWorkspaceSlug}/${service.repository.repositorySlug}`
            : 'No repository yet'}
        </Text>
        {service.lastBuild ? (
          <Group gap="xs">
            <BuildBadge build={service.lastBuild} />
            <Text size="sm" c="dimmed">
              Build {service.lastBuild.sequence}, <Time at={service.lastBuild.createdAt} />
            </Text>
          </Group>
        ) : (
          <Text size="sm" c="dimmed">
            Not built yet
          </Text>
        )}
      </Stack>
    </Card>
  );
}
