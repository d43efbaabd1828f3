import { Badge, Group, Table, Text, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { describeDefault, describeRelation, describeType } from '../draft/describe';
import { ROLE_LABELS } from '../draft/field-types';
import type { EntityModel, FieldModel, RelationModel, ServiceModel } from '../draft/model';
import type { ModelEditorActions } from '../editor/use-model-editor';
import { MemberMenu } from './member-menu';

interface MembersTableProps {
  entity: EntityModel;
  model: ServiceModel;
  /** What the server found wrong, by path below the entity such as `fields[0].name`. */
  problems: Map<string, string>;
  actions: ModelEditorActions;
}

/** The fields and relations of one entity. */
export function MembersTable({ entity, model, problems, actions }: MembersTableProps) {
  const last = entity.fields.length - 1;
  return (
    <Table verticalSpacing={6} aria-label={`Fields of ${entity.name}`} layout="fixed" my="xs">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Field</Table.Th>
          <Table.Th>Type</Table.Th>
          <Table.Th w={44}>
            <span className="visually-hidden">Actions</span>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {entity.fields.map((field, index) => (
          <MemberRow
            key={field.id}
            name={field.name}
            type={describeType(field, model)}
            badges={fieldBadges(field, entity)}
            problems={below(problems, `fields[${index}]`)}
            onEdit={() => actions.open({ kind: 'field', entityId: entity.id, field, isNew: false })}
          >
            <MemberMenu
              label={`Actions for field ${field.name} of ${entity.name}`}
              onEdit={() => actions.open({ kind: 'field', entityId: entity.id, field, isNew: false })}
              onRemove={() =>
                actions.remove({ type: 'remove-part', entityId: entity.id, list: 'fields', id: field.id })
              }
              onMove={(by) =>
                actions.change({ type: 'move-field', entityId: entity.id, fieldId: field.id, by })
              }
              isFirst={index === 0}
              isLast={index === last}
            />
          </MemberRow>
        ))}
        {entity.relations.map((relation, index) => (
          <MemberRow
            key={relation.id}
            name={relation.name}
            type={describeRelation(relation, model.entities)}
            badges={relationBadges(relation, entity)}
            problems={below(problems, `relations[${index}]`)}
            onEdit={() => actions.open({ kind: 'relation', entityId: entity.id, relation, isNew: false })}
          >
            <MemberMenu
              label={`Actions for relation ${relation.name} of ${entity.name}`}
              onEdit={() => actions.open({ kind: 'relation', entityId: entity.id, relation, isNew: false })}
              onRemove={() =>
                actions.remove({
                  type: 'remove-part',
                  entityId: entity.id,
                  list: 'relations',
                  id: relation.id,
                })
              }
            />
          </MemberRow>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function MemberRow({
  name,
  type,
  badges,
  problems,
  onEdit,
  children,
}: {
  name: string;
  type: string;
  badges: [string, string][];
  problems: string[];
  onEdit: () => void;
  children: ReactNode;
}) {
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap={6}>
          <UnstyledButton
            onClick={onEdit}
            ff="monospace"
            fz="sm"
            style={{ overflowWrap: 'anywhere' }}
            aria-label={`Edit ${name}`}
          >
            {name}
          </UnstyledButton>
          {badges.map(([label, color]) => (
            <Badge key={label} size="sm" variant="light" color={color} maw={220} tt="none">
              {label}
            </Badge>
          ))}
        </Group>
        {problems.map((problem) => (
          <Text key={problem} size="xs" c="red" role="alert">
            {problem}
          </Text>
        ))}
      </Table.Td>
      <Table.Td>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {type}
        </Text>
      </Table.Td>
      <Table.Td>{children}</Table.Td>
    </Table.Tr>
  );
}

const below = (problems: Map<string, string>, path: string) =>
  [...problems].flatMap(([at, problem]) => (at === path || at.startsWith(`${path}.`) ? [problem] : []));

/** What is worth a word about a field, each with a colour. */
function fieldBadges(field: FieldModel, entity: EntityModel): [string, string][] {
  const badges: [string | false | null, string][] = [
    [entity.key?.fields.includes(field.id) === true && 'key', 'yellow'],
    [field.required && entity.key?.fields.includes(field.id) !== true && 'required', 'violet'],
    [field.unique && 'unique', 'teal'],
    [field.role && ROLE_LABELS[field.role], 'gray'],
    [field.readOnly && field.role === null && 'read-only', 'gray'],
    [field.writeOnly && 'write-only', 'gray'],
    [field.secret && 'secret', 'red'],
    [field.generated !== null && 'generated', 'gray'],
    [field.default && field.role === null && `= ${describeDefault(field.default)}`, 'gray'],
  ];
  return badges.flatMap(([label, color]) => (label ? [[label, color]] : []));
}

function relationBadges(relation: RelationModel, entity: EntityModel): [string, string][] {
  const holders = relation.fields.map((id) => entity.fields.find((field) => field.id === id));
  const isRequired = holders.length > 0 ? holders.every((field) => field?.required) : relation.required;
  const badges: [string | false, string][] = [
    ['relation', 'blue'],
    [isRequired && 'required', 'violet'],
    [relation.inverse.name !== null && `⇄ ${relation.inverse.name}`, 'gray'],
    [holders.length > 0 && `by ${holders.map((field) => field?.name ?? '?').join(', ')}`, 'gray'],
  ];
  return badges.flatMap(([label, color]) => (label ? [[label, color]] : []));
}
