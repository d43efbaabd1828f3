import { Stack, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Pager } from '../../../ui/pager';

const PAGE_SIZE = 50;

/** A long list with a search and pages. */
export function FoundList<T>({
  items,
  label,
  noun,
  textOf,
  children,
}: {
  items: readonly T[];
  /** Names the search. */
  label: string;
  noun: string;
  /** What the search looks into. */
  textOf: (item: T) => string;
  children: (items: T[]) => ReactNode;
}) {
  const [search, setSearch] = useState('');
  const [page, setPage] = useState(1);
  const wanted = search.trim().toLowerCase();
  const found = wanted === '' ? items : items.filter((item) => textOf(item).toLowerCase().includes(wanted));
  return (
    <Stack gap="sm">
      <TextInput
        aria-label={label}
        placeholder="Search"
        leftSection={<IconSearch size={16} aria-hidden />}
        maw={360}
        value={search}
        onChange={(event) => {
          setSearch(event.currentTarget.value);
          setPage(1);
        }}
      />
      {found.length === 0 && (
        <Text size="sm" c="dimmed">
          Nothing found.
        </Text>
      )}
      {children(found.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE))}
      <Pager page={page} pageSize={PAGE_SIZE} total={found.length} onChange={setPage} noun={noun} />
    </Stack>
  );
}
