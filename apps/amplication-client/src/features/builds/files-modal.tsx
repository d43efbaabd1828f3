import {
  Anchor,
  Box,
  Code,
  Grid,
  Group,
  Modal,
  NavLink,
  ScrollArea,
  Skeleton,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { IconFile, IconFolder, IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { type Build, fileUrl, useBuildFiles, useFileText } from '../../api/builds/builds';
import { ErrorAlert } from '../../ui/error-alert';
import { type FileNode, fileTree } from './file-tree';

/** Reads the generated files of a build, and saves single ones. */
export function FilesModal({ build, onClose }: { build: Build; onClose: () => void }) {
  const files = useBuildFiles(build.id);
  const [path, setPath] = useState<string | null>(null);
  const [search, setSearch] = useState('');
  const tree = useMemo(() => {
    const wanted = search.trim().toLowerCase();
    return fileTree((files.data?.items ?? []).filter((file) => file.path.toLowerCase().includes(wanted)));
  }, [files.data, search]);
  return (
    <Modal opened onClose={onClose} title={`Files of build ${build.sequence}`} size="90%">
      <ErrorAlert error={files.error} title="Could not load the files" onRetry={() => void files.refetch()} />
      {files.isPending && <Skeleton height={240} aria-label="Loading the files" />}
      {files.data && (
        <Grid>
          <Grid.Col span={{ base: 12, sm: 4 }}>
            <Stack gap="xs">
              <TextInput
                aria-label="Search files"
                placeholder="Search files"
                leftSection={<IconSearch size={16} aria-hidden />}
                value={search}
                onChange={(event) => setSearch(event.currentTarget.value)}
              />
              <Text size="xs" c="dimmed">
                {files.data.items.length} files, {Math.ceil(files.data.totalSize / 1024)} KB
              </Text>
              <ScrollArea.Autosize mah="60vh">
                <nav aria-label="Files">
                  {tree.map((node) => (
                    <TreeNode
                      key={node.path}
                      node={node}
                      selected={path}
                      onPick={setPath}
                      open={search.trim() !== ''}
                    />
                  ))}
                </nav>
                {tree.length === 0 && (
                  <Text size="sm" c="dimmed">
                    No matching files.
                  </Text>
                )}
              </ScrollArea.Autosize>
            </Stack>
          </Grid.Col>
          <Grid.Col span={{ base: 12, sm: 8 }}>
            <FileContent buildId={build.id} path={path} />
          </Grid.Col>
        </Grid>
      )}
    </Modal>
  );
}

function TreeNode({
  node,
  selected,
  onPick,
  open,
}: {
  node: FileNode;
  selected: string | null;
  onPick: (path: string) => void;
  open: boolean;
}) {
  if (node.children.length === 0)
    return (
      <NavLink
        component="button"
        type="button"
        label={node.name}
        leftSection={<IconFile size={16} aria-hidden />}
        active={node.path === selected}
        onClick={() => onPick(node.path)}
        py={4}
      />
    );
  return (
    <NavLink
      component="button"
      type="button"
      key={String(open)}
      label={node.name}
      leftSection={<IconFolder size={16} aria-hidden />}
      defaultOpened={open}
      childrenOffset={14}
      py={4}
    >
      {node.children.map((child) => (
        <TreeNode key={child.path} node={child} selected={selected} onPick={onPick} open={open} />
      ))}
    </NavLink>
  );
}

function FileContent({ buildId, path }: { buildId: string; path: string | null }) {
  const text = useFileText(buildId, path);
  if (path === null)
    return (
      <Text size="sm" c="dimmed">
        Choose a file.
      </Text>
    );
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Text size="sm" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
          {path}
        </Text>
        <Anchor href={fileUrl(buildId, path, true)} download size="sm">
          Download file
        </Anchor>
      </Group>
      <ErrorAlert error={text.error} onRetry={() => void text.refetch()} />
      {text.isPending && <Skeleton height={200} />}
      {text.data === null && <Text size="sm">This is not a text file.</Text>}
      {typeof text.data === 'string' && (
        <ScrollArea.Autosize mah="60vh" viewportProps={{ tabIndex: 0, 'aria-label': `Content of ${path}` }}>
          <Box component={Code} block>
            {text.data}
          </Box>
        </ScrollArea.Autosize>
      )}
    </Stack>
  );
}
