/**
 * What a table of our own has under a key that comes from elsewhere. Every object also answers to `constructor`,
 * `toString` and `__proto__`, which a stranger may well call a column or a type.
 */
export const own = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
  // eslint-disable-next-line house/no-foreign-key -- the one place that makes sure first
  Object.hasOwn(table, key) ? table[key] : undefined;
