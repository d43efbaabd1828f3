/**
 * What a table of our own has under a key that comes from elsewhere. Every object also answers to `constructor`,
 * `toString` and `__proto__`, which a stranger may well call a column or a type.
 */
export const own = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;
