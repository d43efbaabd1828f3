import { Button, Menu } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useSession } from '../api/session';
import { useCurrentWorkspace } from './current-workspace';

export function WorkspaceMenu() {
  const { data: session } = useSession();
  const current = useCurrentWorkspace();
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          size="sm"
          rightSection={<IconChevronDown size={16} aria-hidden />}
          maw={220}
          aria-label={`Workspace ${current.name}, change`}
        >
          {current.name}
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
      </Menu.Dropdown>
    </Menu>
  );
}
