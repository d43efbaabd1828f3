import { ActionIcon, Badge, Button, Card, Group, Menu, Text, Title, UnstyledButton } from '@mantine/core';
import {
  IconChevronDown,
  IconChevronRight,
  IconDots,
  IconPencil,
  IconPlus,
  IconTrash,
} from '@tabler/icons-react';
import type { EntityModel, ServiceModel } from '../draft/model';
import { snakeCase, toPlural } from '../draft/names';
import { newFieldPart, newIndex, newRelation, newUnique } from '../draft/new-parts';
import type { ModelEditorActions } from '../editor/use-model-editor';
import { MembersTable } from './members-table';
import { RulesList } from './rules-list';

interface EntitySectionProps {
  entity: EntityModel;
  model: ServiceModel;
  problems: Map<string, string>;
  /** Names by which a search has found it. */
  found: readonly string[];
  isOpen: boolean;
  onToggle: (entityId: string) => void;
  actions: ModelEditorActions;
}

const OWN = /^(?:name|pluralName|table|schema|description|id|key|checks|access)?(?:$|[.[])/;

/** One entity: a row, and all of it once it is open. */
export function EntitySection(props: EntitySectionProps) {
  const { entity, problems, found, isOpen, onToggle, actions } = props;
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <Card withBorder p="sm" component="section" aria-label={`Entity ${entity.name}`} id={`part-${entity.id}`}>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <UnstyledButton
          aria-expanded={isOpen}
          onClick={() => onToggle(entity.id)}
          style={{ flex: 1, minWidth: 0, display: 'flex', gap: 8, alignItems: 'center' }}
        >
          <Chevron size={18} aria-hidden style={{ flexShrink: 0 }} />
          <div style={{ minWidth: 0 }}>
            <Title order={3} size="h5" style={{ overflowWrap: 'anywhere' }}>
              {entity.name}
            </Title>
            <Text size="sm" c="dimmed" lineClamp={1}>
              {found.length > 0 ? `Found: ${found.join(', ')}` : summaryOf(entity)}
            </Text>
          </div>
        </UnstyledButton>
        {problems.size > 0 && (
          <Badge color="red" variant="light">
            {problems.size === 1 ? '1 problem' : `${problems.size} problems`}
          </Badge>
        )}
        <ActionIcon
          variant="subtle"
          aria-label={`Edit entity ${entity.name}`}
          onClick={() => actions.open({ kind: 'entity', entity, isNew: false })}
        >
          <IconPencil size={18} aria-hidden />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="red"
          aria-label={`Remove entity ${entity.name}`}
          onClick={() => actions.remove({ type: 'remove-entity', entityId: entity.id })}
        >
          <IconTrash size={18} aria-hidden />
        </ActionIcon>
      </Group>
      {isOpen && <EntityBody {...props} />}
    </Card>
  );
}

function EntityBody({ entity, model, problems, actions }: EntitySectionProps) {
  return (
    <>
      <Text size="sm" c="dimmed" mt="xs">
        {entity.description ||
          `Table ${entity.table ?? snakeCase(entity.pluralName ?? toPlural(entity.name))}`}
      </Text>
      {[...problems]
        .filter(([path]) => OWN.test(path))
        .map(([path, problem]) => (
          <Text key={path} size="sm" c="red" role="alert">
            {entity.name} {problem}
          </Text>
        ))}
      {entity.key === null && (
        <Text size="sm" c="dimmed">
          No key: its rows can be listed and added, and not be told apart.
        </Text>
      )}
      <MembersTable entity={entity} model={model} problems={problems} actions={actions} />
      <Inverses entity={entity} model={model} />
      <RulesList entity={entity} problems={problems} actions={actions} />
      <AddButtons entity={entity} actions={actions} />
    </>
  );
}

function AddButtons({ entity, actions }: Pick<EntitySectionProps, 'entity' | 'actions'>) {
  const entityId = entity.id;
  return (
    <Group gap="xs">
      <Button
        size="xs"
        variant="light"
        leftSection={<IconPlus size={16} aria-hidden />}
        onClick={() => actions.open({ kind: 'field', entityId, field: newFieldPart(), isNew: true })}
      >
        Add field<span className="visually-hidden"> to {entity.name}</span>
      </Button>
      <Button
        size="xs"
        variant="light"
        leftSection={<IconPlus size={16} aria-hidden />}
        onClick={() => actions.open({ kind: 'relation', entityId, relation: newRelation(), isNew: true })}
      >
        Add relation<span className="visually-hidden"> to {entity.name}</span>
      </Button>
      <Menu position="bottom-start">
        <Menu.Target>
          <ActionIcon variant="light" size="md" aria-label={`Add more to ${entity.name}`}>
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            onClick={() => actions.open({ kind: 'unique', entityId, unique: newUnique(), isNew: true })}
          >
            Add unique over several fields
          </Menu.Item>
          <Menu.Item
            onClick={() => actions.open({ kind: 'index', entityId, index: newIndex(), isNew: true })}
          >
            Add index
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}

/** The relations of others that point here, by their names on this side. */
function Inverses({ entity, model }: Pick<EntitySectionProps, 'entity' | 'model'>) {
  const inverses = model.entities.flatMap((other) =>
    other.relations.flatMap(({ id, name, entityId, inverse }) =>
      entityId === entity.id ? [{ id, text: `${inverse.name ?? 'no name'} (${other.name}.${name})` }] : [],
    ),
  );
  if (inverses.length === 0) return null;
  return (
    <Text size="sm" c="dimmed" mb="xs" style={{ overflowWrap: 'anywhere' }}>
      Pointed at by {inverses.map(({ text }) => text).join(', ')}
    </Text>
  );
}

function summaryOf({ fields, relations }: EntityModel): string {
  const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`;
  return [
    count(fields.length, 'field'),
    ...(relations.length > 0 ? [count(relations.length, 'relation')] : []),
  ].join(', ');
}
