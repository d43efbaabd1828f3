import {
  Box,
  Button,
  Group,
  Loader,
  Paper,
  ScrollArea,
  Stack,
  Text,
  TextInput,
  UnstyledButton,
} from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { UseInfiniteQueryResult, InfiniteData } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorAlert } from '../error-alert';
import type { Search } from './use-search';

interface RemotePickerProps<Item> {
  label: string;
  noun: string;
  search: Search;
  /** The list for `search.wanted`, page by page. */
  list: UseInfiniteQueryResult<InfiniteData<{ items: Item[] }>>;
  idOf: (item: Item) => string;
  render: (item: Item) => ReactNode;
  onPick: (item: Item) => void;
}

/** Picks one entry of a long remote list: searched by the server, read to its last page. */
export function RemotePicker<Item>(props: RemotePickerProps<Item>) {
  const { label, noun, search, list, idOf, render, onPick } = props;
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Stack gap="xs">
      <TextInput
        label={label}
        placeholder="Search by name"
        value={search.text}
        onChange={(event) => search.change(event.currentTarget.value)}
        leftSection={<IconSearch size={16} aria-hidden />}
        rightSection={list.isFetching ? <Loader size={16} aria-label="Searching" /> : null}
      />
      <ErrorAlert
        error={list.error}
        title={`Could not load ${noun} from Bitbucket`}
        onRetry={() => void list.refetch()}
      />
      {list.data && (
        <Paper withBorder>
          <ScrollArea.Autosize mah={320} viewportProps={{ tabIndex: -1 }}>
            <Box component="ul" aria-label={label} style={{ listStyle: 'none', margin: 0, padding: 4 }}>
              {items.map((item) => (
                <li key={idOf(item)}>
                  <UnstyledButton
                    p="xs"
                    w="100%"
                    style={{ borderRadius: 'var(--mantine-radius-sm)' }}
                    className="picker-row"
                    onClick={() => onPick(item)}
                  >
                    {render(item)}
                  </UnstyledButton>
                </li>
              ))}
            </Box>
            {items.length === 0 && (
              <Text size="sm" c="dimmed" p="sm">
                {search.wanted ? `No ${noun} match "${search.wanted}".` : `No ${noun} found.`}
              </Text>
            )}
            {list.hasNextPage && (
              <Group justify="center" p="xs">
                <Button
                  size="xs"
                  variant="subtle"
                  loading={list.isFetchingNextPage}
                  onClick={() => void list.fetchNextPage()}
                >
                  Show more
                </Button>
              </Group>
            )}
          </ScrollArea.Autosize>
        </Paper>
      )}
    </Stack>
  );
}
