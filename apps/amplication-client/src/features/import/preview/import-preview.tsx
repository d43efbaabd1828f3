import { Group, Paper, Stack, Tabs, Text, Title } from '@mantine/core';
import type { ModelFormat, ModelImport, ModelImportPreview } from '../../../api/services/model-texts';
import { ChangeList } from './change-list';
import { EntityTable } from './entity-table';
import { LossList } from './loss-list';

const FORMAT_LABELS: Record<ModelFormat, string> = {
  prisma: 'Prisma schema',
  sql: 'SQL',
  postgres: 'PostgreSQL database',
  json: 'Model in JSON',
  yaml: 'Model in YAML',
};

/** What a text gives, before anything is saved. */
export function ImportPreview({ read }: { read: ModelImport | ModelImportPreview }) {
  const changes = 'changes' in read ? read : null;
  const { entities, fields, relations, enums, indexes } = read.counts;
  return (
    <Stack>
      <Paper withBorder p="md" role="region" aria-label="What the schema holds">
        <Title order={2} size="h4">
          {FORMAT_LABELS[read.format]}
        </Title>
        <Group gap="lg" mt="xs">
          {(
            [
              [entities, 'entity', 'entities'],
              [fields, 'field', 'fields'],
              [relations, 'relation', 'relations'],
              [enums, 'enum', 'enums'],
              [indexes, 'index', 'indexes'],
            ] as const
          ).map(([count, one, many]) => (
            <Text key={one} size="sm">
              <strong>{count}</strong> {count === 1 ? one : many}
            </Text>
          ))}
        </Group>
        <Text size="sm" mt="xs" {...(read.lossCount > 0 ? { fw: 600 } : {})}>
          {lossSentence(read.lossCount)}
        </Text>
      </Paper>
      <Tabs
        defaultValue={changes ? 'changes' : 'losses'}
        variant="pills"
        keepMounted={false}
        activateTabWithKeyboard={false}
      >
        <Tabs.List aria-label="Preview">
          {changes && <Tabs.Tab value="changes">Changes ({changes.changeCount})</Tabs.Tab>}
          <Tabs.Tab value="losses">Not carried over ({read.lossCount})</Tabs.Tab>
          <Tabs.Tab value="entities">Entities ({entities})</Tabs.Tab>
        </Tabs.List>
        {changes && (
          <Tabs.Panel value="changes" pt="md">
            <ChangeList preview={changes} />
          </Tabs.Panel>
        )}
        <Tabs.Panel value="losses" pt="md">
          <LossList read={read} />
        </Tabs.Panel>
        <Tabs.Panel value="entities" pt="md">
          <EntityTable model={read.model} />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}

function lossSentence(count: number): string {
  if (count === 0) return 'Everything was carried over.';
  return count === 1 ? 'One thing could not be carried over.' : `${count} things could not be carried over.`;
}
