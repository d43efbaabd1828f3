import { own } from '@amplication/foundation';
import type { Node } from 'libpg-query';
import type { Context } from '../draft/database-draft';
import { itemsOf, namesOf } from '../parser/tree';

/** Statements that say nothing about the schema. */
const SILENT = new Set([
  'TransactionStmt',
  'VacuumStmt',
  'AlterOwnerStmt',
  'GrantStmt',
  'GrantRoleStmt',
  'AlterDefaultPrivilegesStmt',
  'CreateSchemaStmt',
  'CheckPointStmt',
  'DiscardStmt',
  'LockStmt',
  'VariableShowStmt',
  'ExplainStmt',
  'ReindexStmt',
  'CreateRoleStmt',
  'AlterRoleStmt',
  'AlterRoleSetStmt',
  'DropRoleStmt',
  'DropOwnedStmt',
  'ReassignOwnedStmt',
  'CreatedbStmt',
  'AlterDatabaseStmt',
  'AlterDatabaseSetStmt',
  'DropdbStmt',
  'CreatePLangStmt',
  'ConstraintsSetStmt',
  'DeallocateStmt',
  'ClusterStmt',
]);

/** What a statement makes that a model does not have, in the plural, by the kind of its tree. */
const KINDS: Record<string, string> = {
  CreateFunctionStmt: 'functions and procedures of the database',
  CreateTrigStmt: 'triggers',
  CreateEventTrigStmt: 'event triggers',
  RuleStmt: 'rules',
  CreatePolicyStmt: 'row security of PostgreSQL: permissions are kept by the service',
  CreateForeignTableStmt: 'foreign tables',
  CreateFdwStmt: 'foreign data wrappers',
  CreateForeignServerStmt: 'foreign servers',
  CreateUserMappingStmt: 'foreign servers',
  ImportForeignSchemaStmt: 'foreign tables',
  CompositeTypeStmt: 'composite types',
  CreateRangeStmt: 'range types of your own',
  DefineStmt: 'types, operators and aggregates of your own',
  CreateCastStmt: 'casts of your own',
  CreateOpClassStmt: 'operator classes of your own',
  CreateOpFamilyStmt: 'operator classes of your own',
  CreateConversionStmt: 'conversions',
  CreateTransformStmt: 'transforms',
  CreateStatsStmt: 'extended statistics',
  CreatePublicationStmt: 'publications',
  AlterPublicationStmt: 'publications',
  CreateSubscriptionStmt: 'subscriptions',
  SecLabelStmt: 'security labels',
  CreateTableSpaceStmt: 'tablespaces',
  CreateAmStmt: 'access methods of your own',
};

/** Names a statement that does not come along, and what hangs on it. */
export function loseStatement(context: Context, node: Node): void {
  const { draft, at } = context;
  const lose = (subject: string, reason: string) => draft.lose(at.place(), null, subject, reason);
  const [kind = ''] = Object.keys(node);
  if (SILENT.has(kind)) return;
  if ('ViewStmt' in node) return loseRelation(context, node.ViewStmt.view, 'The model has no views.');
  if ('CreateTableAsStmt' in node) {
    const { objtype, into } = node.CreateTableAsStmt;
    const reason =
      objtype === 'OBJECT_MATVIEW'
        ? 'The model has no materialized views.'
        : 'The columns of a table that is made of a query are not known: it is left out.';
    return loseRelation(context, into?.rel, reason);
  }
  if ('CreateForeignTableStmt' in node)
    return loseRelation(
      context,
      node.CreateForeignTableStmt.base?.relation,
      'The model has no foreign tables.',
    );
  if ('DoStmt' in node) return lose('DO', 'A block of code is not run: whatever it changes is not known.');
  if ('CreateFunctionStmt' in node) {
    const name = namesOf(node.CreateFunctionStmt.funcname).at(-1) ?? '';
    draft.lostFunctions.add(name);
    return lose(`${name}()`, `The model has no ${KINDS.CreateFunctionStmt}.`);
  }
  loseType(context, node);
  lose(
    subjectOf(node) ?? kindInWords(at.statement.words),
    `The model has no ${own(KINDS, kind) ?? 'such thing'}.`,
  );
}

/** A type that does not come along, so that columns of it are left out too. */
function loseType({ draft }: Context, node: Node): void {
  if ('CompositeTypeStmt' in node) {
    const { schemaname, relname } = node.CompositeTypeStmt.typevar ?? {};
    draft.types.addLost(draft.created(schemaname, relname));
  }
  const names =
    'CreateRangeStmt' in node
      ? namesOf(node.CreateRangeStmt.typeName)
      : 'DefineStmt' in node && node.DefineStmt.kind === 'OBJECT_TYPE'
        ? namesOf(node.DefineStmt.defnames)
        : [];
  if (names.length > 0) draft.types.addLost(draft.created(names.at(-2), names.at(-1)));
  if ('DefineStmt' in node && node.DefineStmt.kind === 'OBJECT_AGGREGATE')
    draft.lostFunctions.add(namesOf(node.DefineStmt.defnames).at(-1) ?? '');
}

function loseRelation(
  { draft, at }: Context,
  named: { schemaname?: string; relname?: string } | undefined,
  reason: string,
): void {
  const name = draft.created(named?.schemaname, named?.relname);
  if (!draft.isRelation(name)) draft.addRelation(name, { kind: 'lost' });
  draft.lose(at.place(), null, name.name, reason);
}

function subjectOf(node: Node): string | null {
  if ('CreateTrigStmt' in node) return node.CreateTrigStmt.trigname ?? null;
  if ('CreatePolicyStmt' in node) return node.CreatePolicyStmt.policy_name ?? null;
  if ('RuleStmt' in node) return node.RuleStmt.rulename ?? null;
  if ('CompositeTypeStmt' in node) return node.CompositeTypeStmt.typevar?.relname ?? null;
  if ('DefineStmt' in node) return namesOf(node.DefineStmt.defnames).join('.');
  if ('CreateRangeStmt' in node) return namesOf(node.CreateRangeStmt.typeName).join('.');
  if ('CreateStatsStmt' in node) return namesOf(node.CreateStatsStmt.defnames).join('.');
  if ('CreateEventTrigStmt' in node) return node.CreateEventTrigStmt.trigname ?? null;
  if ('CreatePublicationStmt' in node) return node.CreatePublicationStmt.pubname ?? null;
  if ('SecLabelStmt' in node) return namesOf(itemsOf(node.SecLabelStmt.object)).join('.');
  return null;
}

/** `CREATE OPERATOR CLASS`, as far as one can tell from its first words. */
const kindInWords = (words: readonly string[]): string => words.slice(0, 2).join(' ');
