import { randomUUID } from 'node:crypto';
import newOldCuid from '@bugsnag/cuid';
import { init } from '@paralleldrive/cuid2';
import { nanoid } from 'nanoid';
import { ulid } from 'ulid';
import { v7 } from 'uuid';

export const newUuidV4 = (): string => randomUUID();

/** Begins with the time, so that later ones are greater. */
export const newUuidV7 = (): string => v7();

export const newCuid = (): string => newOldCuid();

const makers = new Map<number, () => string>();

export function newCuid2(length = 24): string {
  const maker = makers.get(length) ?? init({ length });
  makers.set(length, maker);
  return maker();
}

/** Begins with the time, so that later ones are greater. */
export const newUlid = (): string => ulid();

export const newNanoid = (length = 21): string => nanoid(length);
