import { own } from '@amplication/foundation';
import { type EnumLookup, fieldCheck, quoteName } from '@amplication/postgres-schema';
import { type FieldModel, fitName, MODEL_LIMITS } from '@amplication/service-model';
import { plainForm } from './plain-form';

/** What a check says that the language has a word for. */
export type Rule =
  | { kind: 'length' | 'bound'; least: string | null; most: string | null }
  | { kind: 'values'; values: string[] };

/** What a check is called that PostgreSQL or the generator names after its column. */
export const checkName = (table: string, column: string): string => fitName(`${table}_${column}`, '_check');

/** What a check says of one column; null where it says something else, or more. */
export function ruleOf(expression: string, column: string): Rule | null {
  const tokens = plainForm(expression);
  const name = quoteName(column);
  const values = valuesOf(tokens, name);
  if (values) return { kind: 'values', values };
  const clauses = clausesOf(tokens).map((clause) => clauseOf(clause, name));
  const [first, second, third] = clauses;
  if (!first || third !== undefined || second === null) return null;
  if (!second) return { kind: first.kind, ...boundsOf(first) };
  if (first.kind !== second.kind || first.side !== 'least' || second.side !== 'most') return null;
  return { kind: first.kind, least: first.number, most: second.number };
}

interface Clause {
  kind: 'length' | 'bound';
  side: 'least' | 'most';
  number: string;
}

const boundsOf = ({ side, number }: Clause) => ({
  least: side === 'least' ? number : null,
  most: side === 'most' ? number : null,
});

/** What stands between the ANDs; BETWEEN is two of them. */
function clausesOf(tokens: readonly string[]): string[][] {
  const [column = '', word, low = '', and, high = ''] = tokens;
  if (tokens.length === 5 && word === 'between' && and === 'and')
    return [
      [column, '>=', low],
      [column, '<=', high],
    ];
  const clauses: string[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token === '(') depth += 1;
    if (token === ')') depth -= 1;
    if (token === 'and' && depth === 0) clauses.push([]);
    else clauses.at(-1)?.push(token);
  }
  return clauses
    .map((clause) =>
      clause[0] === '(' && clause.indexOf(')') === clause.length - 1 && clause.length > 2
        ? clause.slice(1, -1)
        : clause,
    )
    .map(unwrapped);
}

/** `(char_length(name) >= 2)` has brackets inside its own. */
function unwrapped(clause: string[]): string[] {
  if (clause[0] !== '(' || clause.at(-1) !== ')') return clause;
  let depth = 0;
  const closing = clause.findIndex((token) => {
    if (token === '(') depth += 1;
    if (token === ')') depth -= 1;
    return depth === 0;
  });
  return closing === clause.length - 1 ? clause.slice(1, -1) : clause;
}

const NUMBER = /^-?\d+(?:\.\d+)?$/;
const SIDES: Record<string, Clause['side']> = { '>=': 'least', '<=': 'most' };

function clauseOf(clause: readonly string[], column: string): Clause | null {
  const text = clause.join(' ');
  const length = `char_length ( ${column} ) `;
  const all = /^(\S+) (<=|>=) all \( (.*) \)$/.exec(text);
  if (all && all[3] === column && NUMBER.test(all[1] ?? ''))
    return { kind: 'bound', side: all[2] === '<=' ? 'least' : 'most', number: all[1] ?? '' };
  const start = text.startsWith(length) ? length : `${column} `;
  if (!text.startsWith(start)) return null;
  const [operator = '', number = '', ...more] = text.slice(start.length).split(' ');
  const side = own(SIDES, operator);
  if (side === undefined || more.length > 0 || !NUMBER.test(number)) return null;
  return { kind: start === length ? 'length' : 'bound', side, number };
}

/** The values that a check allows; null where it says something else. */
function valuesOf(tokens: readonly string[], column: string): string[] | null {
  const text = tokens.join('\n');
  const start = [
    [column, '=', 'any', '(', 'array', '['],
    [column, 'in', '('],
    [column, '<@', 'array', '['],
    [column, '='],
    [column, 'in'],
  ].find((one) => text.startsWith(`${one.join('\n')}\n`));
  if (!start) return null;
  const rest = tokens.slice(start.length).filter((token) => token !== ']' && token !== ')');
  const values = rest.filter((_token, index) => index % 2 === 0);
  const commas = rest.filter((_token, index) => index % 2 === 1);
  if (commas.some((token) => token !== ',') || !values.every((value) => /^'[^]+'$/.test(value))) return null;
  const texts = values.map((value) => value.slice(1, -1).replaceAll("''", "'"));
  const areNames = texts.every((one) => one.length > 0 && one.length <= MODEL_LIMITS.nameLength);
  const isFit = areNames && texts.length <= MODEL_LIMITS.enumValues && new Set(texts).size === texts.length;
  return isFit ? texts : null;
}

/** Whether the generator would write a check for this field that says exactly this rule. */
export function isWritten(field: FieldModel, rule: Rule, enums: EnumLookup): boolean {
  const written = fieldCheck(enums, field);
  const read = written === null ? null : ruleOf(written, field.column ?? field.name);
  return JSON.stringify(read) === JSON.stringify(rule);
}

/** The field with the rule; null where its type has no such rule. */
export function withRule(field: FieldModel, rule: Rule): FieldModel | null {
  if (rule.kind === 'values') return null;
  const { least, most } = rule;
  const length = (text: string | null) => (text === null ? null : Number(text));
  if (rule.kind === 'length') {
    if (field.type !== 'text' || field.list || (most !== null && field.store !== 'text')) return null;
    return { ...field, minLength: length(least), maxLength: length(most) ?? field.maxLength };
  }
  if (field.type === 'double') return { ...field, minimum: length(least), maximum: length(most) };
  if (field.type !== 'integer' && field.type !== 'decimal') return null;
  return { ...field, minimum: least, maximum: most };
}
