import { own } from '@amplication/foundation';
import type { UnreadPart } from '../unread-part';

/** Why things of each kind are not there. */
const REASONS: Readonly<Record<string, string>> = {
  view: 'A model holds tables, not views.',
  'materialized view': 'A model holds tables, not views.',
  'foreign table': 'A model holds tables of its own database only.',
  partition: 'A model knows no partitions; the table that it belongs to is read as one table.',
  'composite type': 'A model knows no types made of several columns.',
  domain: 'A model knows no domains: columns of it have the type behind it, and not its rules.',
  'range type': 'A model knows no types that somebody made but enums.',
  'base type': 'A model knows no types that somebody made but enums.',
  function: 'A model holds no code.',
  procedure: 'A model holds no code.',
  aggregate: 'A model holds no code.',
  operator: 'A model holds no code.',
  trigger: 'A model knows no triggers.',
  rule: 'A model knows no rewrite rules.',
  policy: 'A model says who may do what by its roles, not by policies of PostgreSQL.',
  'event trigger': 'A model knows no triggers.',
  collation: 'A model knows no collations.',
  'text search configuration': 'A model knows no configurations of the text search.',
};

export const reasonOf = (kind: string): string => own(REASONS, kind) ?? 'A model cannot say it.';

/** Collects what was not read. */
export class Unread {
  readonly parts: UnreadPart[] = [];

  add(table: string | null, subject: string, reason: string): void {
    this.parts.push({ table, subject, reason });
  }
}
