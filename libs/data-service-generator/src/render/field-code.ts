import { columnName } from '../model/derived-names';
import type { EntityModel, FieldModel, FieldType } from '../model/service-model';
import { tsString } from './escape';
import { optionsConstant } from './entity-names';

/** How the generated code writes one field. */
interface FieldCode {
  /** Type in TypeScript, without null. */
  type: string;
  /** Type in PostgreSQL. */
  sql: string;
  /** Builder of drizzle-orm/pg-core and its second argument. */
  column: { builder: string; options?: string };
  /** Decorators of class-validator and class-transformer for a value in a body. */
  validators: string[];
  /** Properties of the OpenAPI schema. */
  schema: string[];
  /** A value of this type, for tests. */
  sample: string;
  /** Whether a list can be filtered by it. */
  filter: boolean;
  sortable: boolean;
}

const TEXT = { type: 'string', sql: 'text', column: { builder: 'text' }, schema: ['type: String'] };
const UUID = {
  type: 'string',
  sql: 'uuid',
  column: { builder: 'uuid' },
  schema: ['type: String', "format: 'uuid'"],
  validators: ['@IsUUID()'],
  sample: "'6f1d6c1e-8a34-4f0b-9a51-3c1f0e9a7b10'",
  filter: true,
  sortable: false,
};

const CODE: Record<Exclude<FieldType, 'enum'>, FieldCode> = {
  text: {
    ...TEXT,
    validators: ['@IsString()', '@MaxLength(255)'],
    sample: "'Some text'",
    filter: true,
    sortable: true,
  },
  longText: {
    ...TEXT,
    validators: ['@IsString()', '@MaxLength(50_000)'],
    sample: "'A longer text.'",
    filter: false,
    sortable: false,
  },
  email: {
    ...TEXT,
    schema: ['type: String', "format: 'email'"],
    validators: ['@IsEmail()', '@MaxLength(254)'],
    sample: "'someone@example.com'",
    filter: true,
    sortable: true,
  },
  integer: {
    type: 'number',
    sql: 'integer',
    column: { builder: 'integer' },
    validators: ['@IsInt()'],
    schema: ["type: 'integer'"],
    sample: '7',
    filter: true,
    sortable: true,
  },
  decimal: {
    type: 'string',
    sql: 'numeric',
    column: { builder: 'numeric' },
    validators: ['@IsDecimal()'],
    schema: ['type: String', "example: '12.50'"],
    sample: "'12.50'",
    filter: false,
    sortable: true,
  },
  boolean: {
    type: 'boolean',
    sql: 'boolean',
    column: { builder: 'boolean' },
    validators: ['@IsBoolean()'],
    schema: ['type: Boolean'],
    sample: 'true',
    filter: true,
    sortable: true,
  },
  date: {
    type: 'string',
    sql: 'date',
    column: { builder: 'date' },
    validators: ['@IsISO8601({ strict: true })', '@Matches(/^\\d{4}-\\d{2}-\\d{2}$/)'],
    schema: ['type: String', "format: 'date'"],
    sample: "'2024-02-29'",
    filter: true,
    sortable: true,
  },
  dateTime: {
    type: 'Date',
    sql: 'timestamptz',
    column: { builder: 'timestamp', options: '{ withTimezone: true }' },
    validators: ['@Type(() => Date)', '@IsDate()'],
    schema: ['type: String', "format: 'date-time'"],
    sample: "new Date('2024-02-29T12:00:00Z')",
    filter: false,
    sortable: true,
  },
  uuid: UUID,
  json: {
    type: 'unknown',
    sql: 'jsonb',
    column: { builder: 'jsonb' },
    validators: ['@IsDefined()'],
    schema: ["type: 'object'", 'additionalProperties: true'],
    sample: "{ size: 'M' }",
    filter: false,
    sortable: false,
  },
  relation: UUID,
};

/** How to write `field`, a field of `entity`. */
export function fieldCode(entity: EntityModel, field: FieldModel): FieldCode {
  if (field.type !== 'enum') return CODE[field.type];
  const constant = optionsConstant(entity, field);
  return {
    type: `(typeof ${constant})[number]`,
    sql: 'text',
    column: { builder: 'text', options: `{ enum: ${constant} }` },
    validators: [`@IsIn(${constant})`],
    schema: [`enum: ${constant}`],
    sample: tsString(field.options?.[0] ?? ''),
    filter: true,
    sortable: true,
  };
}

/** The names behind the `@` of decorators: `@IsInt()` gives `IsInt`. */
export const decoratorNames = (decorators: readonly string[]) =>
  decorators.map((decorator) => decorator.slice(1, decorator.indexOf('(')));

/** The field's column for Drizzle, without the key. */
export function columnDefinition(entity: EntityModel, field: FieldModel): string {
  const { builder, options } = fieldCode(entity, field).column;
  const name = `'${columnName(field)}'`;
  return `${builder}(${options ? `${name}, ${options}` : name})`;
}
