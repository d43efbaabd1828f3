import { isStorable } from '../../http/rules.js';

/** What a token says under a name. Names with dots are tried as they are, then as a way down: `realm_access.roles`. */
export function claimOf(claims: object, name: string): unknown {
  const whole = own(claims, name);
  return whole === undefined ? name.split('.').reduce<unknown>(own, claims) : whole;
}

/** Roles: a list of texts, or one text with spaces or commas in between. */
export function rolesIn(claim: unknown): ReadonlySet<string> {
  const list: readonly unknown[] =
    typeof claim === 'string' ? claim.split(/[\s,]+/) : Array.isArray(claim) ? claim : [];
  return new Set(list.filter((role): role is string => typeof role === 'string' && role !== ''));
}

/** A tenant is a text that PostgreSQL can keep, or a number; everything else is none. */
export function tenantIn(claim: unknown): string | null {
  if (typeof claim === 'number' && Number.isSafeInteger(claim)) return String(claim);
  return typeof claim === 'string' && claim !== '' && isStorable(claim) ? claim : null;
}

const own = (holder: unknown, name: string): unknown =>
  typeof holder === 'object' && holder !== null && Object.hasOwn(holder, name)
    ? Reflect.get(holder, name)
    : undefined;
