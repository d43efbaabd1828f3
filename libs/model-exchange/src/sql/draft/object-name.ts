/** The full name of something in a database. */
export interface ObjectName {
  schema: string;
  name: string;
}

/** A name as a key. No name holds a NUL: a text with one is refused before it is read. */
export const keyOf = ({ schema, name }: ObjectName): string => `${schema}\0${name}`;

/** A full name as people are told of it. */
export const labelOf = ({ schema, name }: ObjectName): string => `${schema}.${name}`;
