import { withoutBrackets } from '@amplication/postgres-schema';
import type { Table } from '@amplication/postgres-schema';
import type { AlterTableCmd, AlterTableStmt, AlterTableType, Node } from 'libpg-query';
import { afterWord, insideBrackets, piecesOf, plainText } from '../../sql-text/slices';
import { addDomainCheck } from '../constraints/checks';
import { addConstraints } from '../constraints/constraints';
import { constraintsOf, defaultText, readColumn, readType, takeIdentityName } from './columns';
import type { Context } from '../draft/database-draft';
import { dropColumn, dropConstraint, dropTable } from './drops';
import { checkSequence, sequenceOptions } from './sequences';

/** What says nothing about the schema, or only how PostgreSQL works with it. */
const SILENT: ReadonlySet<AlterTableType> = new Set([
  'AT_ChangeOwner',
  'AT_ClusterOn',
  'AT_DropCluster',
  'AT_SetStatistics',
  // Of a column: what the planner shall think of its values.
  'AT_SetOptions',
  'AT_ResetOptions',
  'AT_SetLogged',
  'AT_SetAccessMethod',
  'AT_DropOids',
  'AT_EnableTrigAll',
  'AT_DisableTrigAll',
  'AT_EnableTrigUser',
  'AT_DisableTrigUser',
  'AT_DisableRowSecurity',
  'AT_NoForceRowSecurity',
]);

const NO_ROW_SECURITY = 'The model has no row security of PostgreSQL: permissions are kept by the service.';
const NO_INHERITANCE = 'The model has no inheritance: it is a table of its own.';

/** What does not come along, in words. */
const LOST: Partial<Record<AlterTableType, string>> = {
  AT_EnableRowSecurity: NO_ROW_SECURITY,
  AT_ForceRowSecurity: NO_ROW_SECURITY,
  AT_AlterConstraint: 'A change of when a constraint is checked is not kept.',
  AT_ReplicaIdentity: 'What of a row is replicated is not kept.',
  AT_AddInherit: NO_INHERITANCE,
  AT_DropInherit: NO_INHERITANCE,
  AT_SetUnLogged: 'UNLOGGED is not kept.',
  AT_DetachPartition: 'The model has no partitions: the part is left out.',
};

/** What changes nothing of what a table holds, but how PostgreSQL keeps it on its disk: no loss of the table. */
const STORED: Partial<Record<AlterTableType, string>> = {
  AT_SetRelOptions: 'Its storage parameters are not kept.',
  AT_ResetRelOptions: 'Its storage parameters are not kept.',
  AT_SetStorage: 'How PostgreSQL stores the column is not kept.',
  AT_SetCompression: 'How PostgreSQL stores the column is not kept.',
  AT_SetTableSpace: 'Its tablespace is not kept.',
};

/** ALTER TABLE, and what PostgreSQL reads as such: ALTER INDEX, VIEW, SEQUENCE … OWNER. */
export function alterTable(context: Context, statement: AlterTableStmt): void {
  const { draft, at } = context;
  const name = draft.meant(statement.relation?.schemaname, statement.relation?.relname);
  const table = draft.table(name);
  const commands = (statement.cmds ?? []).flatMap((cmd) =>
    'AlterTableCmd' in cmd ? [cmd.AlterTableCmd] : [],
  );
  if (!table) {
    const isSilent = draft.isRelation(name) || statement.objtype !== 'OBJECT_TABLE' || statement.missing_ok;
    if (!isSilent && commands.some(({ subtype }) => subtype !== undefined && !SILENT.has(subtype)))
      draft.lose(at.place(), name, name.name, 'The text changes a table that it does not make.');
    return;
  }
  const pieces = piecesOf(at.text, 0, at.text.length);
  commands.forEach((command, position) =>
    apply(context, table, command, pieces[position] ?? { from: 0, to: at.text.length }),
  );
}

interface Piece {
  from: number;
  to: number;
}

function apply(context: Context, table: Table, command: AlterTableCmd, piece: Piece): void {
  const { subtype = 'AT_ChangeOwner', name = '', def } = command;
  const { draft, at } = context;
  switch (subtype) {
    case 'AT_AddColumn':
      return addColumn(context, table, command);
    case 'AT_DropColumn':
      return dropColumn(context, table, name);
    case 'AT_AddConstraint':
      return addConstraints(
        context,
        table,
        constraintsOf(def ? [def] : []).map((constraint) => ({ constraint, column: null })),
      );
    case 'AT_DropConstraint':
      return dropConstraint(context, table, name);
    case 'AT_ValidateConstraint':
      return draft.validate(table, name);
    case 'AT_AttachPartition':
      return attach(context, def);
    default:
      if (alterColumn(context, table, command, piece) || SILENT.has(subtype)) return;
      return draft.lose(
        at.place(),
        STORED[subtype] === undefined ? table : null,
        name === '' ? table.name : `${table.name}.${name}`,
        STORED[subtype] ??
          LOST[subtype] ??
          'A part of the statement is not kept, which the model has nothing for.',
      );
  }
}

/** ALTER COLUMN; false for what is none. */
function alterColumn(context: Context, table: Table, command: AlterTableCmd, { from, to }: Piece): boolean {
  const { subtype, name = '', def } = command;
  const { text } = context.at;
  const column = table.columns.find((one) => one.name === name);
  const lose = (reason: string) =>
    context.draft.lose(context.at.place(), table, `${table.name}.${name}`, reason);
  if (!column) return false;
  switch (subtype) {
    case 'AT_ColumnDefault': {
      const start = afterWord(text, ['DEFAULT'], from, to);
      column.default = def ? defaultText(context, plainText(text, start, to), def) : null;
      context.draft.use(table, column);
      return true;
    }
    case 'AT_SetNotNull':
    case 'AT_DropNotNull':
      column.notNull = subtype === 'AT_SetNotNull';
      return true;
    case 'AT_AlterColumnType': {
      const type = def && 'ColumnDef' in def ? def.ColumnDef : undefined;
      const read = type?.typeName ? readType(context, type.typeName, lose) : null;
      if (read) column.type = read.type;
      context.draft.use(table, column);
      if (type?.collClause) lose('The model has no collations: the column gets that of the database.');
      return true;
    }
    case 'AT_AddIdentity': {
      const [constraint] = constraintsOf(def ? [def] : []);
      column.identity = constraint?.generated_when === 'a' ? 'always' : 'by default';
      column.notNull = true;
      checkSequence(sequenceOptions(constraint?.options), column.type, lose);
      takeIdentityName(context, table, column, constraint?.options);
      return true;
    }
    case 'AT_SetIdentity':
      setIdentity(column, text.slice(from, to), lose);
      return true;
    case 'AT_DropIdentity':
      column.identity = null;
      return true;
    case 'AT_SetExpression': {
      const inside = insideBrackets(text, afterWord(text, ['EXPRESSION'], from, to));
      if (inside) column.generated = withoutBrackets(plainText(text, inside.from, inside.to));
      return true;
    }
    case 'AT_DropExpression':
      column.generated = null;
      return true;
    default:
      return false;
  }
}

function setIdentity(column: Table['columns'][number], text: string, lose: (reason: string) => void): void {
  if (/\bALWAYS\b/i.test(text)) column.identity = 'always';
  else if (/\bBY\s+DEFAULT\b/i.test(text)) column.identity = 'by default';
  else lose('A change of how its identity counts is not kept.');
}

function addColumn(context: Context, table: Table, { def, missing_ok }: AlterTableCmd): void {
  if (!def || !('ColumnDef' in def)) return;
  const { draft, at } = context;
  const name = def.ColumnDef.colname ?? '';
  if (table.columns.some((column) => column.name === name)) {
    if (!missing_ok && !at.statement.isGuarded)
      draft.lose(
        at.place(),
        table,
        `${table.name}.${name}`,
        'It is there already: the second one is left out.',
      );
    return;
  }
  const declared = readColumn(context, table, def.ColumnDef);
  if (!declared) return;
  table.columns.push(declared.column);
  draft.checkSize(table);
  for (const check of declared.checks) addDomainCheck(context, table, name, check);
  addConstraints(
    context,
    table,
    declared.constraints.map((constraint) => ({ constraint, column: name })),
  );
}

/** A table that becomes a part of another one: its rows belong to the whole. */
function attach({ draft, at }: Context, def: Node | undefined): void {
  const named = def && 'PartitionCmd' in def ? def.PartitionCmd.name : undefined;
  const part = draft.meant(named?.schemaname, named?.relname);
  const table = draft.table(part);
  if (!table) return;
  draft.lose(at.place(), part, part.name, 'The model has no partitions: its rows belong to the whole table.');
  dropTable(draft, table);
  draft.addRelation(part, { kind: 'lost' });
}
