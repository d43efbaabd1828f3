import type { EntityOutline, Thing } from './outline';
import { done, listOf, namesOf, partsOf, shaped, unknown } from './parts';
import { readField } from './read-field';
import { readCheck, readIndex, readUnique, type Rule, type RuleKind, rulesWithIds } from './read-rules';
import type { References } from './references';
import type { TextNode } from '../source/text-node';

/** An entity of the text as one of a model, as far as it says. */
export function readEntity(
  entity: EntityOutline,
  references: References,
  trustNames: boolean,
): Record<string, unknown> {
  const { id, name, parts, fields, relations, current } = entity;
  const members = (node: TextNode) => namesOf(node).map((one) => references.member(one.node, entity));
  const rules = (kind: RuleKind, read: (node: TextNode) => Rule) => (node: TextNode) =>
    [kind, rulesWithIds(listOf(node).map(read), { current, kind, trustNames })] as const;
  const read = shaped(parts, {
    ...{ entity: done, id: done, renamedFrom: done, name: unknown },
    fields: () => ['fields', fields.map((field) => readField(field, references))],
    relations: () => ['relations', relations.map((one) => readRelation(one, entity, references))],
    key: (node) => ['key', readKey(node, members)],
    uniques: rules('uniques', (node) => readUnique(node, members)),
    indexes: rules('indexes', (node) => readIndex(node, members, (one) => references.member(one, entity))),
    checks: rules('checks', readCheck),
    access: (node) => ['access', listOf(node).map((rule) => readAccess(rule, references))],
  });
  return { ...read, id, name };
}

type Members = (node: TextNode) => string[];

function readKey(node: TextNode, members: Members): unknown {
  if (node.isEmpty) return null;
  if (node.isList) return { fields: members(node) };
  return shaped(partsOf(node, null), { fields: (fields) => ['fields', members(fields)] });
}

function readRelation(relation: Thing, entity: EntityOutline, references: References): unknown {
  const { id, name, parts } = relation;
  const target = references.entityNamed(parts.get('to')?.written ?? null);
  const inside = (key: string, of: EntityOutline | null) => (node: TextNode) =>
    [key, namesOf(node).map((one) => references.member(one.node, of))] as const;
  return {
    ...shaped(parts, {
      ...{ id: done, renamedFrom: done, name: unknown, entityId: unknown },
      to: (node) => ['entityId', references.entity(node)],
      fields: inside('fields', entity),
      references: inside('references', target),
      inverse: (node) => ['inverse', node.isMap ? node.plain() : { name: node.written }],
    }),
    ...{ id, name },
  };
}

function readAccess(rule: TextNode, references: References): unknown {
  return shaped(partsOf(rule, null), {
    roleId: unknown,
    role: (node) => ['roleId', node.isEmpty ? null : references.role(node)],
  });
}
