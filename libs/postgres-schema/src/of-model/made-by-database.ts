import type { FieldModel } from '@amplication/service-model';

/**
 * The defaults of columns whose ids the database makes, as PostgreSQL writes them. `uuidv7()` came with PostgreSQL 18;
 * this is the same in what every release since 13 has: a random uuid whose first 48 bits are the milliseconds since 1970.
 */
export const MADE_BY_DATABASE = {
  uuidv4: 'gen_random_uuid()',
  uuidv7:
    "(encode(set_bit(set_bit(OVERLAY(uuid_send(gen_random_uuid()) PLACING SUBSTRING(int8send(((EXTRACT(epoch FROM clock_timestamp()) * (1000)::numeric))::bigint) FROM 3) FROM 1 FOR 6), (52)::bigint, 1), (53)::bigint, 1), 'hex'::text))::uuid",
} as const;

/** The default of a column that begins with the time of now. */
export function nowOf(field: FieldModel): string {
  if (field.type === 'date') return 'CURRENT_DATE';
  if (field.type === 'time') return field.zone ? 'CURRENT_TIME' : 'LOCALTIME';
  return 'now()';
}
