/** Something of a database that a `DatabaseSchema` cannot say. */
export interface UnreadPart {
  /** The table that it belongs to, as `schema.name`; null where it belongs to none. */
  table: string | null;
  /** What it is: `view public.open_orders`, `trigger audit`. */
  subject: string;
  /** Why it is not there, or what became of it: a sentence for people. */
  reason: string;
}
