import { Button, Menu, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCheck, IconChevronDown, IconPencil, IconPlus } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { Link } from 'react-router';
import { useSession } from '../api/workspaces/session';
import { useCurrentWorkspace } from '../session/current-workspace';

const modals = () => import('../features/workspaces/workspace-modals');
const CreateWorkspaceModal = lazy(async () => ({ default: (await modals()).CreateWorkspaceModal }));
const RenameWorkspaceModal = lazy(async () => ({ default: (await modals()).RenameWorkspaceModal }));

export function WorkspaceMenu() {
  const { data: session } = useSession();
  const current = useCurrentWorkspace();
  const [creating, create] = useDisclosure(false);
  const [renaming, rename] = useDisclosure(false);
  return (
    <>
      <Menu position="bottom-end" width={260}>
        <Menu.Target>
          <Button
            variant="subtle"
            color="gray"
            size="sm"
            rightSection={<IconChevronDown size={16} aria-hidden />}
            maw={{ base: 200, sm: 260 }}
            aria-label={`Workspace ${current.name}, change`}
          >
            <Text inherit truncate>
              {current.name}
            </Text>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>Your workspaces</Menu.Label>
          {session?.workspaces.map((workspace) => (
            <Menu.Item
              key={workspace.id}
              component={Link}
              to={`/w/${workspace.id}/services`}
              rightSection={
                workspace.id === current.id ? <IconCheck size={16} aria-label="current" /> : undefined
              }
            >
              {workspace.name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          {current.role === 'owner' && (
            <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={rename.open}>
              Rename workspace
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconPlus size={16} aria-hidden />} onClick={create.open}>
            New workspace
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Suspense>
        {creating && <CreateWorkspaceModal onClose={create.close} />}
        {renaming && <RenameWorkspaceModal workspace={current} onClose={rename.close} />}
      </Suspense>
    </>
  );
}
