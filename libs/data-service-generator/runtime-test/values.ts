/** Values of a row by the names of the API. */
export type Values = Readonly<Record<string, unknown>>;

/** An object as what it holds by name; of anything else nothing. */
export const asValues = (value: unknown): Values =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
