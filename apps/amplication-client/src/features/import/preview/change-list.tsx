import { Badge, Group, Stack, Text } from '@mantine/core';
import type { ModelChangeView, ModelImportPreview } from '../../../api/services/model-texts';
import { FoundList } from './found-list';

const COLORS: Record<ModelChangeView['kind'], string> = {
  added: 'teal',
  removed: 'red',
  changed: 'blue',
  renamed: 'blue',
};

/** What a text would change about the model; what is removed comes first. */
export function ChangeList({ preview }: { preview: Pick<ModelImportPreview, 'changes' | 'changeCount'> }) {
  const { changes, changeCount } = preview;
  if (changeCount === 0) return <Text size="sm">The model is the same already.</Text>;
  const sorted = [...removedOf(changes), ...changes.filter(({ kind }) => kind !== 'removed')];
  return (
    <Stack gap="sm">
      {changeCount > changes.length && (
        <Text size="sm">
          The first {changes.length} of {changeCount}.
        </Text>
      )}
      <FoundList
        items={sorted}
        label="Search changes"
        noun="changes"
        textOf={({ kind, what }) => `${kind} ${what}`}
      >
        {(page) => (
          <Stack component="ul" gap={6} m={0} p={0} aria-label="Changes">
            {page.map(({ kind, what }, index) => (
              <Group
                component="li"
                key={index}
                gap="xs"
                wrap="nowrap"
                align="flex-start"
                style={{ listStyle: 'none' }}
              >
                <Badge color={COLORS[kind]} variant="light" miw={84} tt="none" style={{ flexShrink: 0 }}>
                  {kind}
                </Badge>
                <Text size="sm" style={{ overflowWrap: 'anywhere', minWidth: 0 }}>
                  {what}
                </Text>
              </Group>
            ))}
          </Stack>
        )}
      </FoundList>
    </Stack>
  );
}

export const removedOf = (changes: readonly ModelChangeView[]) =>
  changes.filter(({ kind }) => kind === 'removed');
