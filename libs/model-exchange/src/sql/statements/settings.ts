import type { FuncCall, SelectStmt, VariableSetStmt } from 'libpg-query';
import type { Context } from '../draft/database-draft';
import { namesOf, textOf, walk } from '../parser/tree';

/** SET: where names are looked for decides about names; nothing else says anything about the schema. */
export function setVariable({ draft }: Context, { name, args, kind }: VariableSetStmt): void {
  if (name !== 'search_path') return;
  if (kind !== 'VAR_SET_VALUE') draft.searchPath = ['public'];
  else draft.searchPath = pathOf((args ?? []).map((arg) => textOf(arg) ?? ''));
}

const pathOf = (names: readonly string[]): string[] =>
  names.filter((name) => name !== '' && name !== '$user');

const isCall = (node: Record<string, unknown>): node is { FuncCall: FuncCall } =>
  typeof node.FuncCall === 'object' && node.FuncCall !== null;

/** Functions that say something about the connection or the rows alone. */
const HARMLESS = new Set(['set_config', 'setval', 'nextval', 'now', 'version', 'count', 'pg_sleep']);

/** SELECT: `pg_dump` sets the search path by it; what else it calls may change the database. */
export function select(context: Context, statement: SelectStmt): void {
  const { draft, at } = context;
  walk(statement, (node) => {
    if (!isCall(node)) return;
    const { funcname, args } = node.FuncCall;
    const name = namesOf(funcname).at(-1) ?? '';
    const [setting, value] = args ?? [];
    if (name === 'set_config' && textOf(setting) === 'search_path')
      draft.searchPath = pathOf(
        (textOf(value) ?? '').split(',').map((one) => one.trim().replace(/^"(.*)"$/, '$1')),
      );
    else if (!HARMLESS.has(name))
      draft.lose(
        at.place(),
        null,
        `${name}()`,
        'A query is not run: whatever its function changes is not known.',
      );
  });
}
