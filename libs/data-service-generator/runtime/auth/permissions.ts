import { Problem } from '../http/problem.js';
import { type Caller } from './caller.js';

export type Action = 'create' | 'read' | 'update' | 'delete' | 'list';

/** Which rows: all of them, those whose owner is the caller, or those of the caller's tenant. */
export type Rows = 'all' | 'own' | 'tenant';

/** The role of everybody who is signed in. */
const EVERYBODY = '*';

export interface EntityPermissions {
  /** For sentences: 'order item'. */
  readonly words: string;
  /** By action, then by role ('*': everybody who is signed in): which rows; of several kinds, what each of them is. */
  readonly actions: Readonly<Record<Action, Readonly<Partial<Record<string, Rows | readonly Rows[]>>>>>;
  /** Fields (property names) that only some roles may see or write. */
  readonly fields: Readonly<
    Record<string, { readonly read?: readonly string[]; readonly write?: readonly string[] }>
  >;
}

/** The rows that the caller may do this with, by all of the caller's roles together; none where it is forbidden. */
export function rowsFor(permissions: EntityPermissions, action: Action, caller: Caller): ReadonlySet<Rows> {
  if (caller.isService) return new Set<Rows>(['all']);
  // Entries and not look-ups: a token may name a role `constructor`, which every object has.
  const granted = Object.entries(permissions.actions[action]).filter(([role]) => hasRole(caller, role));
  return new Set(granted.flatMap(([, rows]) => rows ?? []));
}

/** The fields that the caller may not see. */
export function hiddenFields(permissions: EntityPermissions, caller: Caller): ReadonlySet<string> {
  const fields = Object.entries(permissions.fields);
  return new Set(fields.flatMap(([field, { read }]) => (mayUse(read, caller) ? [] : [field])));
}

/** Throws FORBIDDEN when there is a value for a field that the caller may not write. */
export function refuseUnwritable(permissions: EntityPermissions, values: object, caller: Caller): void {
  const given = new Map<string, unknown>(Object.entries(values));
  const refused = Object.entries(permissions.fields)
    .filter(([field, { write }]) => given.get(field) !== undefined && !mayUse(write, caller))
    .map(([field]) => ({ field, message: `${field} can be set by other roles only` }));
  if (refused.length > 0)
    throw new Problem('FORBIDDEN', 'None of your roles may set these fields.', { errors: refused });
}

/** The problem of a caller who may not do something with the rows of an entity. */
export const forbidden = ({ words }: EntityPermissions, action: Action): Problem =>
  new Problem('FORBIDDEN', `None of your roles may ${action} this: ${words}.`);

const mayUse = (roles: readonly string[] | undefined, caller: Caller): boolean =>
  roles === undefined || caller.isService === true || roles.some((role) => hasRole(caller, role));

const hasRole = ({ roles }: Caller, role: string): boolean => role === EVERYBODY || roles.has(role);
