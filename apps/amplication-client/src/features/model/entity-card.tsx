import { ActionIcon, Badge, Button, Card, Group, Menu, Table, Text, Title } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconDots, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { FIELD_TYPE_LABELS } from './field-types';
import type { EntityModel, FieldModel } from './model-draft';

interface EntityCardProps {
  entity: EntityModel;
  entities: EntityModel[];
  /** What the server found wrong, by path below the entity such as `fields[0].name`. */
  problems: Map<string, string>;
  onEdit: () => void;
  onRemove: () => void;
  onAddField: () => void;
  onEditField: (field: FieldModel) => void;
  onRemoveField: (field: FieldModel) => void;
  onMoveField: (field: FieldModel, by: 1 | -1) => void;
}

/** One entity with its fields. */
export function EntityCard(props: EntityCardProps) {
  const { entity, problems } = props;
  const ownProblems = ['name', 'pluralName', 'description', 'id', ''].flatMap(
    (key) => problems.get(key) ?? [],
  );
  return (
    <Card withBorder component="section" aria-label={`Entity ${entity.name}`}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div style={{ minWidth: 0 }}>
          <Title order={3} size="h4">
            {entity.name}
          </Title>
          <Text size="sm" c="dimmed">
            {entity.description || `Table and route: ${entity.pluralName}`}
          </Text>
        </div>
        <Group gap={4} wrap="nowrap">
          <ActionIcon variant="subtle" aria-label={`Edit entity ${entity.name}`} onClick={props.onEdit}>
            <IconPencil size={18} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="red"
            aria-label={`Remove entity ${entity.name}`}
            onClick={props.onRemove}
          >
            <IconTrash size={18} aria-hidden />
          </ActionIcon>
        </Group>
      </Group>
      {ownProblems.map((problem) => (
        <Text key={problem} size="sm" c="red" role="alert">
          {entity.name} {problem}
        </Text>
      ))}
      {entity.fields.length === 0 ? (
        <Text size="sm" c="dimmed" my="sm">
          No fields yet. Every entity has an id and its creation and update times.
        </Text>
      ) : (
        <Table.ScrollContainer minWidth={420} my="xs">
          <Table verticalSpacing={6} aria-label={`Fields of ${entity.name}`}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Field</Table.Th>
                <Table.Th>Type</Table.Th>
                <Table.Th>Rules</Table.Th>
                <Table.Th aria-label="Actions" />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {entity.fields.map((field, index) => (
                <FieldRow key={field.id} {...props} field={field} index={index} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      <Group>
        <Button
          size="xs"
          variant="light"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={props.onAddField}
        >
          Add field<span className="visually-hidden"> to {entity.name}</span>
        </Button>
      </Group>
    </Card>
  );
}

function FieldRow({
  field,
  index,
  entity,
  entities,
  problems,
  onEditField,
  onRemoveField,
  onMoveField,
}: EntityCardProps & { field: FieldModel; index: number }) {
  const own = [...problems].filter(
    ([path]) => path === `fields[${index}]` || path.startsWith(`fields[${index}].`),
  );
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" ff="monospace">
          {field.name}
        </Text>
        {own.map(([path, problem]) => (
          <Text key={path} size="xs" c="red" role="alert">
            {problem}
          </Text>
        ))}
      </Table.Td>
      <Table.Td>
        <Text size="sm">{describeType(field, entities)}</Text>
      </Table.Td>
      <Table.Td>
        <Group gap={4}>
          {field.required && (
            <Badge size="sm" variant="light">
              required
            </Badge>
          )}
          {field.unique && (
            <Badge size="sm" variant="light" color="teal">
              unique
            </Badge>
          )}
        </Group>
      </Table.Td>
      <Table.Td>
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Actions for field ${field.name} of ${entity.name}`}
            >
              <IconDots size={18} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={() => onEditField(field)}>
              Edit
            </Menu.Item>
            <Menu.Item
              leftSection={<IconArrowUp size={16} aria-hidden />}
              disabled={index === 0}
              onClick={() => onMoveField(field, -1)}
            >
              Move up
            </Menu.Item>
            <Menu.Item
              leftSection={<IconArrowDown size={16} aria-hidden />}
              disabled={index === entity.fields.length - 1}
              onClick={() => onMoveField(field, 1)}
            >
              Move down
            </Menu.Item>
            <Menu.Item
              color="red"
              leftSection={<IconTrash size={16} aria-hidden />}
              onClick={() => onRemoveField(field)}
            >
              Remove
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </Table.Td>
    </Table.Tr>
  );
}

function describeType(field: FieldModel, entities: EntityModel[]): string {
  if (field.type === 'relation') {
    const target =
      entities.find((entity) => entity.id === field.relation?.entityId)?.name ?? 'a removed entity';
    return field.relation?.kind === 'one-to-one' ? `One ${target}, each once` : `One ${target}`;
  }
  if (field.type === 'enum') return `One of ${(field.options ?? []).join(', ') || 'no options'}`;
  return FIELD_TYPE_LABELS[field.type];
}
