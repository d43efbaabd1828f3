import { Stack, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';

/** What most people never need: folded away until they ask for it. */
export function More({ label = 'More', children }: { label?: string; children: ReactNode }) {
  const [opened, { toggle }] = useDisclosure(false);
  const Icon = opened ? IconChevronDown : IconChevronRight;
  return (
    <>
      <UnstyledButton
        aria-expanded={opened}
        onClick={toggle}
        fz="sm"
        fw={500}
        style={{ display: 'flex', alignItems: 'center', gap: 4 }}
      >
        <Icon size={16} aria-hidden />
        {label}
      </UnstyledButton>
      {opened && <Stack pl="md">{children}</Stack>}
    </>
  );
}
