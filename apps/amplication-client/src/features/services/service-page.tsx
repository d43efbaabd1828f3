import { Menu, ActionIcon, Skeleton, Tabs } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconBrandBitbucket,
  IconDots,
  IconHammer,
  IconPencil,
  IconSchema,
  IconTrash,
} from '@tabler/icons-react';
import { Outlet, useLocation, useNavigate, useParams } from 'react-router';
import { type Resource, useResource } from '../../api/services/resources';
import { useCurrentWorkspace } from '../../session/current-workspace';
import { ErrorAlert } from '../../ui/error-alert';
import { PageHeader } from '../../ui/page/page-header';
import { DeleteServiceModal } from './delete-service-modal';
import { EditServiceModal } from './edit-service-modal';

/** What the tabs of a service's page are given. */
export interface ServiceContext {
  service: Resource;
}

/** The frame of one service: its name and the tabs Model, Git and Builds. */
export function ServicePage() {
  const { resourceId = '' } = useParams();
  const service = useResource(resourceId);
  const navigate = useNavigate();
  const { pathname } = useLocation();
  if (service.isPending) return <Skeleton height={200} aria-label="Loading the service" />;
  if (!service.data)
    return (
      <ErrorAlert
        error={service.error}
        title="Could not load the service"
        onRetry={() => void service.refetch()}
      />
    );
  const tab = pathname.split('/')[5] ?? 'model';
  return (
    <>
      <PageHeader
        title={service.data.name}
        text={service.data.description || undefined}
        actions={<ServiceMenu service={service.data} />}
      />
      <Tabs
        value={tab}
        onChange={(value) => value && void navigate(value)}
        keepMounted={false}
        mb="lg"
        activateTabWithKeyboard={false}
      >
        <Tabs.List>
          <Tabs.Tab value="model" leftSection={<IconSchema size={16} aria-hidden />}>
            Model
          </Tabs.Tab>
          <Tabs.Tab value="git" leftSection={<IconBrandBitbucket size={16} aria-hidden />}>
            Git
          </Tabs.Tab>
          <Tabs.Tab value="builds" leftSection={<IconHammer size={16} aria-hidden />}>
            Builds
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value={tab} pt="lg">
          <Outlet context={{ service: service.data } satisfies ServiceContext} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

function ServiceMenu({ service }: { service: Resource }) {
  const [editing, edit] = useDisclosure(false);
  const [deleting, remove] = useDisclosure(false);
  const { role } = useCurrentWorkspace();
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size="lg" aria-label={`Actions for ${service.name}`}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={edit.open}>
            Rename or describe
          </Menu.Item>
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={16} aria-hidden />}
            disabled={role !== 'owner'}
            onClick={remove.open}
          >
            {role === 'owner' ? 'Delete service' : 'Delete (owners only)'}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {editing && <EditServiceModal service={service} onClose={edit.close} />}
      {deleting && <DeleteServiceModal service={service} onClose={remove.close} />}
    </>
  );
}
