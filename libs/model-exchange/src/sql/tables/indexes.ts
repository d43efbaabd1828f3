import { quoteName, withoutBrackets } from '@amplication/postgres-schema';
import type { IndexPart, Table } from '@amplication/postgres-schema';
import type { IndexElem, IndexStmt, Node } from 'libpg-query';
import { namesOf } from '../parser/tree';
import { afterWord, insideBrackets, piecesOf, plainText } from '../../sql-text/slices';
import type { Context } from '../draft/database-draft';
import { freeName, joinedNames, keptName } from '../names/object-names';

/** CREATE INDEX. */
export function createIndex(context: Context, statement: IndexStmt): void {
  const { draft, at } = context;
  const named = draft.meant(statement.relation?.schemaname, statement.relation?.relname);
  const table = draft.table(named);
  const subject = statement.idxname ?? named.name;
  if (!table) {
    const what = draft.relation(named) ? 'which is left out' : 'which the text does not make';
    return draft.lose(at.place(), null, subject, `It is an index on ${named.name}, ${what}.`);
  }
  const elements = elementsOf(statement.indexParams);
  const including = elementsOf(statement.indexIncludingParams).flatMap(({ name }) => name ?? []);
  const { schema } = table;
  const isTaken = (name: string) => draft.isRelation({ schema, name });
  if (statement.if_not_exists && statement.idxname !== undefined && isTaken(statement.idxname)) return;
  const second = joinedNames(uniqueNames([...elements.map(nameOfElement), ...including]));
  const name = keptName(statement.idxname ?? freeName(table.name, second, 'idx', isTaken));
  const lose = (reason: string) => draft.lose(at.place(), table, `${table.name}.${name}`, reason);
  if (draft.relation({ schema, name }) && draft.relation({ schema, name })?.kind !== 'lost')
    return lose('It is left out: something else has its name already.');
  const pieces = partsOf(at.text);
  const parts = elements.map((element, position) => partOf(at.text, element, pieces[position], lose));
  const loseStored = (reason: string) => draft.lose(at.place(), null, `${table.name}.${name}`, reason);
  if ((statement.options ?? []).length > 0) loseStored('Its storage parameters are not kept.');
  if (statement.tableSpace !== undefined) loseStored('Its tablespace is not kept.');
  const where = statement.whereClause ? afterWord(at.text, ['WHERE'], 0) : -1;
  draft.addRelation({ schema, name }, { kind: 'index', table });
  draft.declare(table, name, at.place());
  table.indexes.push({
    name,
    unique: statement.unique ?? false,
    method: statement.accessMethod ?? 'btree',
    parts,
    include: including,
    where: where < 0 ? null : withoutBrackets(plainText(at.text, where, at.text.length)),
    nullsNotDistinct: statement.nulls_not_distinct ?? false,
  });
  draft.checkSize(table);
}

const elementsOf = (nodes: readonly Node[] | undefined): IndexElem[] =>
  (nodes ?? []).flatMap((node) => ('IndexElem' in node ? [node.IndexElem] : []));

/** The pieces of the text in the first brackets after the name of the table. */
function partsOf(text: string): { from: number; to: number }[] {
  const inside = insideBrackets(text, afterWord(text, ['ON'], 0));
  return inside ? piecesOf(text, inside.from, inside.to) : [];
}

function partOf(
  text: string,
  element: IndexElem,
  piece: { from: number; to: number } | undefined,
  lose: (reason: string) => void,
): IndexPart {
  if (element.collation) lose('The model has no collations: the index gets that of the column.');
  const options = element.opclassopts ? '(…)' : '';
  if (options !== '') lose('Parameters of its operator class are not kept.');
  const operatorClass = namesOf(element.opclass).map(quoteName).join('.');
  const descending = element.ordering === 'SORTBY_DESC';
  const nulls = element.nulls_ordering === 'SORTBY_NULLS_FIRST' ? 'first' : 'last';
  const isGiven =
    element.nulls_ordering?.startsWith('SORTBY_NULLS_') && !element.nulls_ordering.endsWith('DEFAULT');
  return {
    column: element.name ?? null,
    expression: element.name === undefined && piece ? expressionOf(text, piece) : null,
    descending,
    nulls: isGiven && (nulls === 'first') !== descending ? nulls : null,
    operatorClass: operatorClass === '' ? null : operatorClass,
  };
}

/** An expression in brackets, or a call, which needs none. */
function expressionOf(text: string, { from }: { from: number; to: number }): string {
  const inside = insideBrackets(text, from);
  if (!inside) return '';
  const called = plainText(text, from, inside.from - 1);
  const inner = plainText(text, inside.from, inside.to);
  return called === '' ? withoutBrackets(inner) : `${called}(${inner})`;
}

/** What PostgreSQL calls a part of an index where it has to make a name. */
function nameOfElement({ name, expr }: IndexElem): string {
  return name ?? (expr && nameOfExpression(expr)?.name) ?? 'expr';
}

/** The name of an expression, and whether it is more than a guess. */
function nameOfExpression(node: Node): { name: string; isSure: boolean } | null {
  const sure = (name: string) => ({ name, isSure: true });
  const orElse = (inner: Node | undefined, name: string) => {
    const found = inner ? nameOfExpression(inner) : null;
    return found?.isSure ? found : { name, isSure: false };
  };
  if ('ColumnRef' in node) return sure(namesOf(node.ColumnRef.fields).at(-1) ?? 'expr');
  if ('FuncCall' in node) return sure(namesOf(node.FuncCall.funcname).at(-1) ?? 'expr');
  if ('TypeCast' in node)
    return orElse(node.TypeCast.arg, namesOf(node.TypeCast.typeName?.names).at(-1) ?? 'expr');
  if ('CollateClause' in node && node.CollateClause.arg) return nameOfExpression(node.CollateClause.arg);
  if ('CaseExpr' in node) return orElse(node.CaseExpr.defresult, 'case');
  if ('CoalesceExpr' in node) return sure('coalesce');
  if ('A_ArrayExpr' in node) return sure('array');
  if ('RowExpr' in node) return sure('row');
  if ('MinMaxExpr' in node) return sure(node.MinMaxExpr.op === 'IS_LEAST' ? 'least' : 'greatest');
  if ('A_Expr' in node && node.A_Expr.kind === 'AEXPR_NULLIF') return sure('nullif');
  return null;
}

/** Names of which none is there twice. */
function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  const numbers = new Map<string, number>();
  return names.map((plain) => {
    let name = plain;
    let number = numbers.get(plain) ?? 1;
    for (; taken.has(name); number += 1) name = `${plain}${number}`;
    numbers.set(plain, number);
    taken.add(name);
    return name;
  });
}

/** Takes an index out of its table. */
export function removeIndex(table: Table, name: string): void {
  table.indexes = table.indexes.filter((index) => index.name !== name);
}
