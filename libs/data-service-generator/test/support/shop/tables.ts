import { sql } from 'drizzle-orm';
import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { type EntityPermissions } from '../../../runtime/auth/permissions.js';

/** Rows with an owner and a tenant. */
export const notes = pgTable('notes', {
  id: uuid('id')
    .primaryKey()
    .default(sql`gen_random_uuid()`),
  title: text('title').notNull().unique('notes_title_secret_constraint'),
  /** Only admins see it. */
  internal: text('internal'),
  /** Only admins set it. */
  price: integer('price'),
  ownerId: text('owner_id').notNull(),
  tenant: text('tenant_column'),
});

/** Rows that count their changes. */
export const counters = pgTable('counters', {
  id: integer('id').primaryKey(),
  value: integer('value').notNull().default(0),
  version: integer('version').notNull().default(1),
  noteId: uuid('note_id').references(() => notes.id),
});

/** Admins may do all, clerks work with the rows of their tenant, everybody with their own. */
export const notePermissions: EntityPermissions = {
  words: 'note',
  actions: {
    create: { admin: 'all', clerk: 'tenant', '*': 'own' },
    read: { admin: 'all', clerk: 'tenant', '*': 'own' },
    update: { admin: 'all', clerk: 'tenant' },
    delete: { admin: 'all' },
    list: { admin: 'all', clerk: 'tenant', '*': 'own' },
  },
  fields: { internal: { read: ['admin'] }, price: { write: ['admin'] } },
};

export const counterPermissions: EntityPermissions = {
  words: 'counter',
  actions: { create: { admin: 'all' }, read: { '*': 'all' }, update: { '*': 'all' }, delete: {}, list: {} },
  fields: {},
};
