import type { AlterTypeStmt, Node } from 'libpg-query';
import type { Context } from '../draft/database-draft';
import { alterTable } from '../tables/alter-table';
import { createTable } from '../tables/create-table';
import { drop } from '../tables/drops';
import { createIndex } from '../tables/indexes';
import { moveToSchema, rename } from '../tables/renames';
import { alterSequence, createSequence } from '../tables/sequences';
import { alterEnum, createDomain, createEnum } from '../tables/types';
import { comment } from './comments';
import { loseStatement } from './lost-statements';
import { select, setVariable } from './settings';

/** What one statement does to the database. */
export function applyStatement(context: Context, node: Node): void {
  const { draft, at } = context;
  if ('CreateStmt' in node) createTable(context, node.CreateStmt);
  else if ('AlterTableStmt' in node) alterTable(context, node.AlterTableStmt);
  else if ('IndexStmt' in node) createIndex(context, node.IndexStmt);
  else if ('CommentStmt' in node) comment(context, node.CommentStmt);
  else if ('CreateSeqStmt' in node) createSequence(context, node.CreateSeqStmt);
  else if ('AlterSeqStmt' in node) alterSequence(context, node.AlterSeqStmt);
  else if ('CreateEnumStmt' in node) createEnum(context, node.CreateEnumStmt);
  else if ('AlterEnumStmt' in node) alterEnum(context, node.AlterEnumStmt);
  else if ('CreateDomainStmt' in node) createDomain(context, node.CreateDomainStmt);
  else if ('DropStmt' in node) drop(context, node.DropStmt);
  else if ('RenameStmt' in node) rename(context, node.RenameStmt);
  else if ('AlterObjectSchemaStmt' in node) moveToSchema(context, node.AlterObjectSchemaStmt);
  else if ('CreateExtensionStmt' in node) createExtension(context, node.CreateExtensionStmt.extname ?? '');
  else if ('VariableSetStmt' in node) setVariable(context, node.VariableSetStmt);
  else if ('SelectStmt' in node) select(context, node.SelectStmt);
  else if ('AlterTypeStmt' in node) alterType(context, node.AlterTypeStmt);
  else if ('CreateSchemaStmt' in node && (node.CreateSchemaStmt.schemaElts ?? []).length > 0)
    draft.lose(at.place(), null, node.CreateSchemaStmt.schemaname ?? '', 'What stands inside CREATE SCHEMA is not read.');
  else loseStatement(context, node);
}

function createExtension({ draft }: Context, name: string): void {
  if (name !== 'plpgsql') draft.extensions.add(name);
}

function alterType({ draft, at }: Context, _statement: AlterTypeStmt): void {
  draft.lose(at.place(), null, at.statement.words.slice(0, 3).join(' '), 'A change of a type of your own is not kept.');
}
