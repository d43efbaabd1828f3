import { AppShell, Burger, Group, NavLink, ScrollArea, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBox, IconPlugConnected, IconUsers } from '@tabler/icons-react';
import { useEffect } from 'react';
import { Link, Outlet, useLocation } from 'react-router';
import { useCurrentWorkspace } from '../session/current-workspace';
import { Logo } from '../ui/logo';
import { UserMenu } from './user-menu';
import { WorkspaceMenu } from './workspace-menu';

/** The frame of every page behind sign-in: header, navigation, content. */
export function Shell() {
  const [opened, { toggle, close }] = useDisclosure(false);
  const { pathname } = useLocation();
  useEffect(close, [pathname, close]);
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 232, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      padding={{ base: 'md', md: 'xl' }}
    >
      <a className="skip-link" href="#content">
        Skip to content
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger
              opened={opened}
              onClick={toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label={opened ? 'Close navigation' : 'Open navigation'}
            />
            <Logo />
          </Group>
          <Group gap="xs" wrap="nowrap">
            <WorkspaceMenu />
            <UserMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm" aria-label="Workspace">
        <Navigation />
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        <Outlet />
      </AppShell.Main>
    </AppShell>
  );
}

function Navigation() {
  const workspace = useCurrentWorkspace();
  const { pathname } = useLocation();
  const base = `/w/${workspace.id}`;
  const entries = [
    { to: `${base}/services`, label: 'Services', icon: <IconBox size={18} aria-hidden /> },
    { to: `${base}/connections`, label: 'Bitbucket', icon: <IconPlugConnected size={18} aria-hidden /> },
    { to: `${base}/members`, label: 'Members', icon: <IconUsers size={18} aria-hidden /> },
  ];
  return (
    <ScrollArea>
      {entries.map((entry) => (
        <NavLink
          key={entry.to}
          component={Link}
          to={entry.to}
          label={entry.label}
          leftSection={entry.icon}
          active={
            pathname.startsWith(entry.to) || (entry.label === 'Services' && pathname.startsWith('/builds/'))
          }
        />
      ))}
      <Text size="xs" c="dimmed" px="sm" pt="md">
        From a model to a pull request.
      </Text>
    </ScrollArea>
  );
}
