import { RESERVED_WORDS } from './reserved-words';

/** A name as SQL takes it: quoted where PostgreSQL's `quote_ident` quotes it. */
export const quoteName = (name: string): string =>
  /^[a-z_][a-z0-9_]*$/.test(name) && !RESERVED_WORDS.has(name) ? name : `"${name.replaceAll('"', '""')}"`;

/** The name of something in a schema. */
export const quotePlace = ({ schema, name }: { schema: string; name: string }): string =>
  `${quoteName(schema)}.${quoteName(name)}`;

/**
 * A text as a literal, the way PostgreSQL writes it: a backslash is a backslash, since `standard_conforming_strings` is
 * on in every release since 9.1.
 */
export const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;
