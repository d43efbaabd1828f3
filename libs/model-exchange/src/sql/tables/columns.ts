import { quotePlace, quoteText, withoutBrackets } from '@amplication/postgres-schema';
import type { Column, Table } from '@amplication/postgres-schema';
import type { ColumnDef, Constraint, Node, TypeName } from 'libpg-query';
import { namesOf, walk } from '../parser/tree';
import { endOfExpression, afterWord, insideBrackets, plainText } from '../../sql-text/slices';
import type { Context } from '../draft/database-draft';
import type { ObjectName } from '../draft/object-name';
import { partsOfName, replaceName } from '../../sql-text/identifiers';
import { freeName } from '../names/object-names';
import { checkSequence, makeSequence, sequenceOptions } from './sequences';
import { isBuiltIn, serialOf, typeText } from '../names/type-names';

/** A column as a statement declares it, and the constraints that stand at it. */
export interface DeclaredColumn {
  column: Column;
  constraints: Constraint[];
  /** Checks that its domain has, about this column. */
  checks: string[];
}

export const constraintsOf = (nodes: readonly Node[] | undefined): Constraint[] =>
  (nodes ?? []).flatMap((node) => ('Constraint' in node ? [node.Constraint] : []));

/** Reads the declaration of a column; null when its type does not come along. */
export function readColumn(context: Context, table: Table, def: ColumnDef): DeclaredColumn | null {
  const { draft, at } = context;
  const name = def.colname ?? '';
  const subject = `${table.name}.${name}`;
  const place = at.place(def.location);
  draft.declare(table, name, place);
  const lose = (reason: string) => draft.lose(place, table, subject, reason);
  const read = def.typeName ? readType(context, def.typeName, lose) : null;
  if (read === null) return null;
  const column: Column = {
    name,
    type: read.type,
    notNull: (def.is_not_null ?? false) || read.notNull,
    default: read.default,
    identity: null,
    generated: null,
    comment: '',
  };
  const serial = def.typeName ? serialOf(def.typeName) : null;
  if (serial !== null) countBySerial(context, table, column, serial);
  if (def.collClause) lose('The model has no collations: the column gets that of the database.');
  if (def.compression || def.storage_name)
    draft.lose(place, null, subject, 'How PostgreSQL stores the column is not kept.');
  const constraints = constraintsOf(def.constraints);
  const follow = followers(
    [...constraints, ...(def.collClause ? [def.collClause] : [])].map(({ location }) => at.indexOf(location)),
  );
  for (const one of constraints) applyConstraint(context, table, column, one, follow, lose);
  draft.use(table, column);
  return { column, constraints, checks: read.checks.map((check) => aboutColumn(check, name)) };
}

/** Where the next one begins of those that begin at these places. */
export function followers(starts: readonly number[]): (start: number) => number | undefined {
  const inOrder = [...new Set(starts)].sort((one, other) => one - other);
  const next = new Map(inOrder.map((start, position) => [start, inOrder[position + 1]]));
  return (start) => next.get(start);
}

interface ReadType {
  type: string;
  notNull: boolean;
  default: string | null;
  checks: string[];
}

/** A type as PostgreSQL writes it; a domain is what it stands for, with its rules. Null for a type that does not come along. */
export function readType(
  { draft, at }: Context,
  type: TypeName,
  lose: (reason: string) => void,
): ReadType | null {
  const names = namesOf(type.names);
  const isArray = (type.arrayBounds ?? []).length > 0;
  const lost = draft.types.isLost(names);
  if (lost) {
    lose(`It is left out: the model does not know its type ${names.join('.')}, which somebody made.`);
    return null;
  }
  const domain = draft.types.domainOf(names);
  if (domain) {
    if (!isArray) return domain;
    if (domain.notNull || domain.checks.length > 0)
      lose(`It is a list of ${domain.type}, without the rules of the domain ${names.join('.')}.`);
    return { type: `${domain.type.replace(/\[\]$/, '')}[]`, notNull: false, default: null, checks: [] };
  }
  const find = (parts: readonly string[]) => {
    const found = draft.types.enumOf(parts);
    return found && quotePlace(found);
  };
  // An extension may bring it: which one brings what is not known here.
  const isMissing = find(names) === null && !isBuiltIn(names) && draft.extensions.size === 0;
  if (isMissing && draft.types.isNews(names))
    draft.lose(
      at.place(type.location),
      null,
      names.join('.'),
      'No statement makes this type, and no extension: an empty database lacks it, and the migration will end there.',
    );
  return { type: typeText(type, find), notNull: false, default: null, checks: [] };
}

const aboutColumn = (check: string, column: string): string => replaceName(check, 'value', column);

function countBySerial(
  { draft }: Context,
  table: ObjectName,
  column: Column,
  type: 'smallint' | 'integer' | 'bigint',
): void {
  const isTaken = (name: string) => draft.isRelation({ schema: table.schema, name });
  const at = { schema: table.schema, name: freeName(table.name, column.name, 'seq', isTaken) };
  makeSequence(draft, at, type, { table: table.name, column: column.name });
  column.type = type;
  column.notNull = true;
  column.default = nextValue(at);
}

/** What takes the next number of a sequence, as PostgreSQL writes it. */
export const nextValue = (sequence: ObjectName): string =>
  `nextval(${quoteText(quotePlace(sequence))}::regclass)`;

function applyConstraint(
  context: Context,
  table: ObjectName,
  column: Column,
  constraint: Constraint,
  follow: (start: number) => number | undefined,
  lose: (reason: string) => void,
): void {
  const { text } = context.at;
  const start = context.at.indexOf(constraint.location);
  switch (constraint.contype) {
    case 'CONSTR_NOTNULL':
    case 'CONSTR_PRIMARY':
      column.notNull = true;
      break;
    case 'CONSTR_NULL':
      column.notNull = false;
      break;
    case 'CONSTR_DEFAULT': {
      const from = afterWord(text, ['DEFAULT'], start);
      const to = endOfExpression(text, from, follow(start));
      column.default = defaultText(context, plainText(text, from, to), constraint.raw_expr);
      break;
    }
    case 'CONSTR_GENERATED': {
      const inside = insideBrackets(text, start);
      if (inside) column.generated = withoutBrackets(plainText(text, inside.from, inside.to));
      if (constraint.generated_kind === 'v')
        lose('PostgreSQL keeps the value in the model, and makes it anew at each reading here.');
      break;
    }
    case 'CONSTR_IDENTITY':
      column.identity = constraint.generated_when === 'a' ? 'always' : 'by default';
      column.notNull = true;
      checkSequence(sequenceOptions(constraint.options), column.type, lose);
      takeIdentityName(context, table, column, constraint.options);
      break;
    default:
      break;
  }
}

/** The sequence behind an identity takes a name, so that others get a number. */
export function takeIdentityName(
  { draft }: Context,
  table: ObjectName,
  column: Column,
  options: readonly Node[] | undefined,
): void {
  const given = sequenceOptions(options).name;
  const isTaken = (name: string) => draft.isRelation({ schema: table.schema, name });
  const name = given ?? freeName(table.name, column.name, 'seq', isTaken);
  draft.addRelation({ schema: table.schema, name }, { kind: 'identity' });
}

/** A default; the name of a sequence in it is written in full. */
export function defaultText(context: Context, written: string, tree: Node | undefined): string | null {
  if (/^null(?:\s*::.*)?$/i.test(written)) return null;
  const sequence = tree ? sequenceOf(context, tree) : null;
  return sequence ? nextValue(sequence) : written;
}

/** The sequence whose next value a default is; null for any other default. */
function sequenceOf({ draft }: Context, tree: Node): ObjectName | null {
  if (!('FuncCall' in tree) || namesOf(tree.FuncCall.funcname).at(-1) !== 'nextval') return null;
  const texts: string[] = [];
  walk(tree.FuncCall.args, ({ sval }) => {
    if (typeof sval === 'object' && sval !== null && 'sval' in sval) texts.push(String(sval.sval));
  });
  const [name] = texts;
  if (name === undefined) return null;
  const parts = partsOfName(name);
  return draft.meant(parts.at(-2), parts.at(-1));
}
