import { List, Stack, Text, Title } from '@mantine/core';
import { useMemo } from 'react';
import type { ModelImport } from '../../../api/services/model-texts';
import { FoundList } from './found-list';
import { byEntity, groupsOf } from './losses';

/** What could not be carried over, in plain words, by entity. */
export function LossList({ read }: { read: Pick<ModelImport, 'losses' | 'lossCount' | 'format'> }) {
  const sorted = useMemo(() => byEntity(read.losses), [read.losses]);
  // What a database answers is no text that a person would look into.
  const hasPlaces = read.format !== 'postgres';
  if (read.lossCount === 0) return <Text size="sm">Everything was carried over.</Text>;
  return (
    <Stack gap="sm">
      {read.lossCount > read.losses.length && (
        <Text size="sm">
          The first {read.losses.length} of {read.lossCount}.
        </Text>
      )}
      <FoundList
        items={sorted}
        label="Search what was not carried over"
        noun="not carried over"
        textOf={({ entity, subject, reason }) => `${entity ?? ''} ${subject} ${reason}`}
      >
        {(losses) =>
          groupsOf(losses).map((group) => (
            <section key={group.entity ?? ''} aria-label={group.entity ?? 'The whole schema'}>
              <Title order={3} size="h5">
                {group.entity ?? 'The whole schema'}
              </Title>
              <List size="sm" spacing={4} mt={4}>
                {group.losses.map((loss, index) => (
                  <List.Item key={index} style={{ overflowWrap: 'anywhere' }}>
                    <strong>{loss.subject}</strong>: {loss.reason}
                    {hasPlaces && (
                      <Text span size="sm" c="dimmed">
                        {' '}
                        (line {loss.line}, column {loss.column})
                      </Text>
                    )}
                  </List.Item>
                ))}
              </List>
            </section>
          ))
        }
      </FoundList>
    </Stack>
  );
}
