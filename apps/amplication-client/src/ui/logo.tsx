import { Group, Text } from '@mantine/core';
import { Link } from 'react-router';

export function Logo() {
  return (
    <Link
      to="/"
      style={{ textDecoration: 'none', color: 'inherit' }}
      aria-label="Amplication: go to services"
    >
      <Group gap={8} wrap="nowrap">
        <img src="/favicon.svg" width={28} height={28} alt="" />
        <Text fw={700} visibleFrom="xs">
          Amplication
        </Text>
      </Group>
    </Link>
  );
}
