import { randomUUID } from 'node:crypto';

/** A new identifier of ours (UUID version 4, lower case). */
export function newId(): string {
  return randomUUID();
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a text from outside has the shape of an identifier of ours. */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value);
}
