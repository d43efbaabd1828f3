import type { EntityModel } from '@amplication/service-model';
import { idOf, nameOfCheck, nameOfIndex, nameOfUnique } from '../names';
import { assignIds } from './ids';
import { done, listOf, partsOf, shaped, unknown } from './parts';
import type { TextNode } from '../source/text-node';

type Members = (node: TextNode) => string[];

/** A unique, an index or a check, with what tells it apart. */
export interface Rule {
  said: string | null;
  /** Its name in PostgreSQL, else what it says, by ids and by names. */
  signature: string;
  name: string;
  value: Record<string, unknown>;
}

export function readUnique(node: TextNode, members: Members): Rule {
  const parts = node.isList ? new Map([['fields', node]]) : partsOf(node, null);
  const value = shaped(parts, { id: done, fields: (fields) => ['fields', members(fields)] });
  const constraint = parts.get('constraint')?.written ?? null;
  const fields = parts.get('fields')?.items() ?? [];
  return {
    said: parts.get('id')?.written ?? null,
    signature: constraint ?? String(value.fields),
    name: nameOfUnique(
      constraint,
      fields.map(({ written }) => written ?? ''),
    ),
    value,
  };
}

export function readIndex(node: TextNode, members: Members, member: (node: TextNode) => string): Rule {
  const parts = node.isList ? new Map([['parts', node]]) : partsOf(node, null);
  const listed = parts.get('parts');
  const columns = (listed ? listOf(listed) : []).map((part) => partsOf(part, 'field'));
  const made = columns.map((part) =>
    shaped(part, {
      fieldId: unknown,
      field: (field) => ['fieldId', field.isEmpty ? null : member(field)],
    }),
  );
  const name = parts.get('name')?.written ?? null;
  return {
    said: parts.get('id')?.written ?? null,
    signature: name ?? signatureOf(made),
    name: nameOfIndex(
      name,
      columns.map((part) => part.get('field')?.written ?? null),
    ),
    value: shaped(parts, {
      id: done,
      include: (include) => ['include', members(include)],
      parts: () => ['parts', made],
    }),
  };
}

export function readCheck(node: TextNode): Rule {
  const parts = partsOf(node, 'expression');
  const constraint = parts.get('constraint')?.written ?? null;
  const expression = parts.get('expression')?.written ?? '';
  return {
    said: parts.get('id')?.written ?? null,
    signature: constraint ?? expression,
    name: nameOfCheck(constraint, expression),
    value: shaped(parts, { id: done }),
  };
}

export type RuleKind = 'uniques' | 'indexes' | 'checks';

/** The rules that an entity has had, by what tells them apart. */
function knownRules(current: EntityModel | null, kind: RuleKind): Map<string, string> {
  if (!current) return new Map();
  if (kind === 'uniques')
    return new Map(current.uniques.map((one) => [one.constraint ?? String(one.fields), one.id]));
  if (kind === 'checks')
    return new Map(current.checks.map((one) => [one.constraint ?? one.expression, one.id]));
  return new Map(current.indexes.map((one) => [one.name ?? signatureOf(one.parts), one.id]));
}

const signatureOf = (parts: readonly { fieldId?: unknown; expression?: unknown }[]) =>
  JSON.stringify(parts.map(({ fieldId, expression }) => [fieldId ?? null, expression ?? null]));

/** The rules with ids: their own, those of the rules that the entity has had, or new ones. */
export function rulesWithIds(
  rules: readonly Rule[],
  { current, kind, trustNames }: { current: EntityModel | null; kind: RuleKind; trustNames: boolean },
): unknown {
  const known = knownRules(current, kind);
  const ids = assignIds(
    rules.map(({ said, signature, name }) => ({
      ...{ said, known: known.get(signature) ?? null },
      derived: idOf(name),
    })),
    new Set(trustNames ? [] : known.values()),
  );
  return rules.map(({ value }, index) => ({ ...value, id: ids[index] }));
}
