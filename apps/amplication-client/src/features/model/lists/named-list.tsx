import { ActionIcon, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';

interface NamedThing {
  id: string;
  name: string;
  /** What it is, in a line. */
  text: string;
  problems: string[];
}

/** Enums or roles, each with a line about it. */
export function NamedList({
  noun,
  empty,
  things,
  onAdd,
  onEdit,
  onRemove,
}: {
  /** One of them, such as `enum`. */
  noun: string;
  empty: string;
  things: NamedThing[];
  onAdd: () => void;
  onEdit: (id: string) => void;
  onRemove: (id: string) => void;
}) {
  return (
    <Stack gap="xs">
      {things.length === 0 && <Text c="dimmed">{empty}</Text>}
      {things.map(({ id, name, text, problems }) => (
        <Card withBorder key={id} p="sm" component="section" aria-label={`${noun} ${name}`} id={`part-${id}`}>
          <Group justify="space-between" wrap="nowrap" align="flex-start">
            <div style={{ minWidth: 0 }}>
              <Title order={3} size="h5">
                {name}
              </Title>
              <Text size="sm" c="dimmed" lineClamp={2}>
                {text}
              </Text>
              {problems.map((problem) => (
                <Text key={problem} size="sm" c="red" role="alert">
                  {problem}
                </Text>
              ))}
            </div>
            <Group gap={4} wrap="nowrap">
              <ActionIcon variant="subtle" aria-label={`Edit ${noun} ${name}`} onClick={() => onEdit(id)}>
                <IconPencil size={18} aria-hidden />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="red"
                aria-label={`Remove ${noun} ${name}`}
                onClick={() => onRemove(id)}
              >
                <IconTrash size={18} aria-hidden />
              </ActionIcon>
            </Group>
          </Group>
        </Card>
      ))}
      <Group>
        <Button size="xs" variant="light" leftSection={<IconPlus size={16} aria-hidden />} onClick={onAdd}>
          Add {noun}
        </Button>
      </Group>
    </Stack>
  );
}
