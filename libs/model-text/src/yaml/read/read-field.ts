import { done, namesOf, shaped, unknown } from './parts';
import type { Thing } from './outline';
import type { References } from './references';
import type { TextNode } from '../source/text-node';

/** A field of the text as one of a model, as far as it says. */
export function readField({ id, name, parts }: Thing, references: References): Record<string, unknown> {
  const type = parts.get('type')?.written ?? null;
  const roles = (key: string) => (node: TextNode) =>
    [key, node.isEmpty ? null : namesOf(node).map(({ node: role }) => references.role(role))] as const;
  const bound = (key: string) => (node: TextNode) =>
    [key, node.isNumber && type !== 'double' ? decimalOf(node) : node.plain()] as const;
  return {
    ...shaped(parts, {
      ...{ id: done, renamedFrom: done, name: unknown, enumId: unknown },
      enum: (node) => ['enumId', references.enum(node)],
      minimum: bound('minimum'),
      maximum: bound('maximum'),
      readableBy: roles('readableBy'),
      writableBy: roles('writableBy'),
      default: (node) => ['default', defaultOf(node, type)],
    }),
    ...{ id, name },
  };
}

function defaultOf(node: TextNode, type: string | null): unknown {
  if (node.isEmpty) return null;
  if (!node.isMap) return { kind: 'literal', value: literalOf(node, type) };
  return shaped(node.entries(), {
    value: (value) => ['value', literalOf(value, type)],
  });
}

/** A value as its type has it: numbers keep digits that JSON has no room for, values of enums are names. */
function literalOf(node: TextNode, type: string | null): unknown {
  if (node.isList && type !== 'json') return node.items().map((item) => literalOf(item, type));
  if (type === 'enum' && node.written !== null) return node.written;
  if ((type === 'integer' || type === 'decimal') && node.isNumber) return exactly(node);
  return node.plain();
}

const DECIMAL = /^-?\d+(?:\.\d+)?$/;

/** A number whose digits would change is a text. */
function exactly(node: TextNode): unknown {
  const { written } = node;
  const value = node.plain();
  return written !== null && DECIMAL.test(written) && String(value) !== written ? written : value;
}

/** A bound is a text in the model. */
function decimalOf(node: TextNode): unknown {
  const { written } = node;
  return written !== null && DECIMAL.test(written) ? written : String(node.plain());
}
