import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsNumber, Matches, Max, Min } from 'class-validator';
import {
  boolean,
  date,
  doublePrecision,
  integer,
  numeric,
  PgSchema,
  text,
  time,
  uuid,
} from 'drizzle-orm/pg-core';
import {
  asBase64,
  asIntegerText,
  asMoment,
  asNumber,
  asOneOf,
  asWallTime,
  column,
} from '../../../runtime/database/columns.js';
import { ToBoolean, ToNumber } from '../../../runtime/http/from-text.js';
import type { ListDefinition } from '../../../runtime/http/list/definition.js';
import {
  IsBytes,
  IsClockTime,
  IsDay,
  IsDecimalText,
  IsIntegerText,
  IsMoment,
  IsText,
  IsUuid,
  IsWallTime,
} from '../../../runtime/http/rules.js';

const schema = new PgSchema('public');

export const COLOURS = ['light green', 'red', 'a, b'] as const;
const STORED_COLOURS = ['G', 'R', 'C'] as const;
export const MOODS = ['good', 'bad'] as const;

/** A table with a column of each type that a list can be filtered or sorted by. */
export const things = schema.table('things', {
  id: uuid('id').notNull().primaryKey(),
  name: text('name').notNull(),
  note: text('note'),
  code: text('code').notNull(),
  colour: column('colour', asOneOf(COLOURS, STORED_COLOURS)),
  mood: text('mood', { enum: MOODS }).notNull(),
  price: numeric('price', { precision: 12, scale: 2 }).notNull(),
  amount: numeric('amount'),
  count: integer('count').notNull(),
  big: column('big', asIntegerText()),
  ratio: doublePrecision('ratio'),
  small: column('small', asNumber('real')).notNull(),
  isOpen: boolean('is_open'),
  day: date('day'),
  at: column('at', asMoment('timestamp with time zone')).notNull(),
  seenAt: column('seen_at', asMoment('timestamp with time zone')),
  wall: column('wall', asWallTime('timestamp')),
  clock: time('clock'),
  bytes: column('bytes', asBase64()),
  constructor_: text('constructor'),
  __proto___: integer('__proto__'),
});

export type Thing = typeof things.$inferSelect;

export const THINGS_SQL = `
  CREATE TYPE mood AS ENUM ('good', 'bad');
  CREATE TABLE things (
    id uuid PRIMARY KEY, name text COLLATE "en-x-icu" NOT NULL, note text, code text COLLATE "C" NOT NULL,
    colour text, mood mood NOT NULL, price numeric(12, 2) NOT NULL, amount numeric, count integer NOT NULL, big bigint,
    ratio double precision, small real NOT NULL, is_open boolean, day date, at timestamptz NOT NULL,
    seen_at timestamptz, wall timestamp, clock time, bytes bytea, constructor text, "__proto__" integer
  );`;

/** PostgreSQL knows fewer offsets than RFC 3339. */
const OFFSET = '(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])$';

class ThingFilters {
  @ApiProperty({ type: String, format: 'uuid' })
  @IsUuid()
  id!: string;

  @ApiProperty({ type: String, minLength: 1, maxLength: 20, description: 'What it is called.' })
  @IsText({ min: 1, max: 20 })
  name!: string;

  @ApiProperty({ type: String, nullable: true })
  @IsText()
  note!: string;

  @ApiProperty({ type: String, pattern: '^[A-Za-z,]{0,5}$' })
  @IsText()
  @Matches(/^[A-Za-z,]{0,5}$/u)
  code!: string;

  @ApiProperty({ enum: COLOURS, nullable: true })
  @IsIn(COLOURS)
  colour!: string;

  @ApiProperty({ enum: MOODS })
  @IsIn(MOODS)
  mood!: string;

  @ApiProperty({ type: String, format: 'decimal', pattern: '^-?[0-9]{1,10}(\\.[0-9]{1,2}0*)?$' })
  @IsDecimalText({ whole: 10, scale: 2 })
  price!: string;

  @ApiProperty({
    type: String,
    format: 'decimal',
    pattern: '^-?[0-9]{1,1000}(\\.[0-9]{1,1000})?$',
    nullable: true,
  })
  @IsDecimalText()
  amount!: string;

  @ApiProperty({ type: 'integer', minimum: -2_147_483_648, maximum: 2_147_483_647 })
  @ToNumber()
  @IsInt()
  @Min(-2_147_483_648)
  @Max(2_147_483_647)
  count!: number;

  @ApiProperty({ type: String, format: 'int64', pattern: '^-?[0-9]{1,18}$', nullable: true })
  @IsIntegerText({ min: '-999999999999999999', max: '999999999999999999' })
  big!: string;

  @ApiProperty({ type: Number, format: 'double', nullable: true })
  @ToNumber()
  @IsNumber({})
  ratio!: number;

  @ApiProperty({ type: Number, format: 'float', minimum: -1000, maximum: 1000 })
  @ToNumber()
  @IsNumber({})
  @Min(-1000)
  @Max(1000)
  small!: number;

  @ApiProperty({ type: Boolean, nullable: true })
  @ToBoolean()
  @IsBoolean()
  isOpen!: boolean;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  @IsDay()
  day!: string;

  @ApiProperty({ type: String, format: 'date-time', pattern: OFFSET })
  @IsMoment()
  at!: string;

  @ApiProperty({ type: String, format: 'date-time', pattern: OFFSET, nullable: true })
  @IsMoment()
  seenAt!: string;

  @ApiProperty({
    type: String,
    pattern: '^20[0-9]{2}-0[1-9]-[01][1-9]T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$',
    nullable: true,
  })
  @IsWallTime()
  @Matches(/^20[0-9]{2}-0[1-9]-[01][1-9]T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$/u)
  wall!: string;

  @ApiProperty({ type: String, pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$', nullable: true })
  @IsClockTime()
  @Matches(/^([01][0-9]|2[0-3]):[0-5][0-9]$/u)
  clock!: string;

  @ApiProperty({ type: String, format: 'byte', pattern: '^([A-Za-z0-9]{4}){0,9}$', nullable: true })
  @IsBytes()
  @Matches(/^([A-Za-z0-9]{4}){0,9}$/u)
  bytes!: string;

  @ApiProperty({ name: 'constructor', type: String, nullable: true })
  @IsText()
  constructor_!: string;

  @ApiProperty({ name: '__proto__', type: 'integer', minimum: -9, maximum: 9, nullable: true })
  @ToNumber()
  @IsInt()
  @Min(-9)
  @Max(9)
  __proto___!: number;
}

export const thingsList = {
  Filters: ThingFilters,
  kinds: {
    id: 'word',
    name: 'text',
    note: 'text',
    code: 'text',
    colour: 'word',
    mood: 'word',
    price: 'ordered',
    amount: 'ordered',
    count: 'ordered',
    big: 'ordered',
    ratio: 'ordered',
    small: 'ordered',
    isOpen: 'boolean',
    day: 'ordered',
    at: 'ordered',
    seenAt: 'ordered',
    wall: 'ordered',
    clock: 'ordered',
    bytes: 'word',
    constructor_: 'text',
    __proto___: 'ordered',
  },
  sort: [
    ...['id', 'name', 'note', 'code', 'colour', 'mood', 'price', 'amount', 'count', 'big', 'ratio', 'small'],
    ...['isOpen', 'day', 'at', 'seenAt', 'wall', 'clock', 'constructor_', '__proto___'],
  ],
  search: ['name', 'note', 'constructor_'],
  include: ['owner', 'valueOf_'],
  key: ['id'],
} satisfies ListDefinition;

/** Rows whose key has three parts, and rows that nothing tells apart. */
export const parts = schema.table('parts', {
  a: text('a').notNull(),
  b: column('b', asIntegerText()).notNull(),
  c: column('c', asMoment('timestamp with time zone')).notNull(),
  size: integer('size'),
});

export const PARTS_SQL = `
  CREATE TABLE parts (a text COLLATE "en-x-icu" NOT NULL, b bigint NOT NULL, c timestamptz NOT NULL, size integer,
    PRIMARY KEY (a, b, c));`;

class PartFilters {
  @ApiProperty({ type: 'integer', nullable: true })
  @ToNumber()
  @IsInt()
  size!: number;
}

export const partsList = {
  Filters: PartFilters,
  kinds: { size: 'ordered' },
  sort: ['a', 'b', 'c', 'size'],
  search: [],
  include: [],
  key: ['a', 'b', 'c'],
} satisfies ListDefinition;
