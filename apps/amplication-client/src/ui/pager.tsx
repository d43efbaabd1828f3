import { Group, Pagination, Text } from '@mantine/core';

/** Page buttons and what they are pages of; nothing for a list of one page. */
export function Pager({
  page,
  pageSize,
  total,
  onChange,
  noun,
}: {
  page: number;
  pageSize: number;
  total: number;
  onChange: (page: number) => void;
  noun: string;
}) {
  const pages = Math.ceil(total / pageSize);
  if (pages <= 1) return null;
  return (
    <Group justify="space-between">
      <Text size="sm" c="dimmed">
        {total} {noun}
      </Text>
      <Pagination
        value={page}
        total={pages}
        onChange={onChange}
        size="sm"
        getControlProps={(control) => ({ 'aria-label': `${control} page` })}
        getItemProps={(number) => ({ 'aria-label': `Page ${number}` })}
      />
    </Group>
  );
}
