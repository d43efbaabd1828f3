import type { FieldDefaultModel } from '@amplication/service-model';
import { isRecord } from '@amplication/foundation';
import type { Expression } from '../syntax/tree';

/** A default of a field of JSON: a value where the model can say it, else the expression that PostgreSQL gets. */
export function jsonDefault(value: Expression, isList: boolean, isBinary: boolean): FieldDefaultModel | null {
  const items = isList && value.kind === 'list' ? value.items : [value];
  const texts = items.flatMap((item) => (item.kind === 'text' ? [item.value] : []));
  if (texts.length < items.length) return null;
  const typeName = isBinary ? 'JSONB' : 'JSON';
  if (isList) {
    const scalars = texts.map(parsed).filter(isScalar);
    if (scalars.length === texts.length) return { kind: 'literal', value: scalars };
    return { kind: 'expression', sql: `ARRAY[${texts.map(quoted).join(', ')}]::${typeName}[]` };
  }
  const [text = ''] = texts;
  const json = parsed(text);
  // PostgreSQL keeps `json` as it is written, and makes the same `jsonb` of what differs in spaces only.
  if (!isBinary && JSON.stringify(json) !== text) return { kind: 'expression', sql: quoted(text) };
  if (isScalar(json) || isRecord(json)) return { kind: 'literal', value: json };
  if (Array.isArray(json)) {
    const scalars = json.filter(isScalar);
    if (scalars.length === json.length) return { kind: 'literal', value: scalars };
  }
  return { kind: 'expression', sql: quoted(text) };
}

/** What a text of JSON means; undefined where a model could not keep all of its digits or characters. */
function parsed(text: string): unknown {
  if (/\d{15}|\d[eE]|\\u(?:0000|[dD][89a-fA-F])/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

const isScalar = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
