import { isRecord } from '@amplication/foundation';
import type { FieldDefaultModel, FieldModel, ServiceModel } from '../schema/service-model';

const DATE = /^\d{4}-\d\d-\d\d$/;
const TIME = /^\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d(?::?\d\d)?)?$/;
const WHOLE = /^-?\d+$/;
const DECIMAL = /^-?\d+(?:\.\d+)?$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const RANGES = { 2: 2n ** 15n, 4: 2n ** 31n, 8: 2n ** 63n } as const;

/** Why a field cannot have this default, as the end of a sentence; null when it can. */
export function defaultProblem(
  model: ServiceModel,
  field: FieldModel,
  value: FieldDefaultModel,
): string | null {
  switch (value.kind) {
    case 'expression':
      return null;
    case 'now':
      return field.list || !['date', 'time', 'timestamp'].includes(field.type)
        ? 'can be the time of now for a date, a time or a timestamp only'
        : null;
    case 'identity':
      return countedProblem(field);
    case 'sequence':
      return countedProblem(field) ?? sequenceProblem(field, value);
    case 'id':
      return idProblem(field, value);
    case 'literal':
      return literalProblem(model, field, value.value);
  }
}

const countedProblem = (field: FieldModel): string | null =>
  field.list || field.type !== 'integer' ? 'can be counted for an integer only' : null;

/** PostgreSQL counts up from 1 at least, and down from -1 at most. */
function sequenceProblem(
  field: FieldModel,
  { bytes, start, increment }: FieldDefaultModel & { kind: 'sequence' },
): string | null {
  const limit = RANGES[bytes ?? (field.type === 'integer' ? field.bytes : 8)];
  const [first, step] = [BigInt(start), BigInt(increment)];
  if (step === 0n || step >= limit || step < -limit) return `cannot be counted in steps of ${increment}`;
  const fits = step > 0n ? first >= 1n && first < limit : first <= -1n && first >= -limit;
  return fits ? null : `cannot be counted from ${start} in steps of ${increment}`;
}

function idProblem(
  field: FieldModel,
  { made, by, length }: FieldDefaultModel & { kind: 'id' },
): string | null {
  if (by === 'database' && !(field.type === 'uuid' && made.startsWith('uuid')))
    return 'can be made by the database for a uuid only';
  if (length !== null && made !== 'nanoid' && made !== 'cuid2') return `has no length to choose: ${made}`;
  const isText = field.type === 'text' && !field.list;
  if (isText || (field.type === 'uuid' && !field.list && made.startsWith('uuid'))) return null;
  return made.startsWith('uuid')
    ? 'can be a made uuid for a uuid or a text only'
    : `can be a made ${made} for a text only`;
}

function literalProblem(model: ServiceModel, field: FieldModel, value: unknown): string | null {
  if (!field.list) return valueProblem(model, field, value);
  if (!Array.isArray(value)) return 'must be a list, as the field is';
  return value.map((item) => valueProblem(model, field, item)).find((problem) => problem !== null) ?? null;
}

function valueProblem(model: ServiceModel, field: FieldModel, value: unknown): string | null {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : null;
  switch (field.type) {
    case 'text':
      return typeof value === 'string' ? textProblem(field, value) : 'must be a text';
    case 'integer':
      if (text === null || !WHOLE.test(text)) return 'must be a whole number';
      if (BigInt(text) >= RANGES[field.bytes] || BigInt(text) < -RANGES[field.bytes])
        return `does not fit into ${field.bytes} bytes`;
      return boundsProblem(field, Number(text));
    case 'decimal':
      return text === null || !DECIMAL.test(text) ? 'must be a number' : boundsProblem(field, Number(text));
    case 'double':
      return typeof value === 'number' ? boundsProblem(field, value) : 'must be a number';
    case 'boolean':
      return typeof value === 'boolean' ? null : 'must be true or false';
    case 'date':
      return text !== null && DATE.test(text) && isMoment(text) ? null : 'must be a date such as 2026-01-31';
    case 'time':
      return text !== null && TIME.test(text) ? null : 'must be a time such as 08:30:00';
    case 'timestamp':
      return text !== null && isMoment(text) ? null : 'must be a moment such as 2026-01-31T08:30:00Z';
    case 'json':
      return Array.isArray(value) || isRecord(value) || value !== undefined
        ? null
        : 'must be a value of JSON';
    case 'bytes':
      return text !== null && /^(?:[0-9a-f]{2})*$/i.test(text)
        ? null
        : 'must be bytes, two hexadecimal digits each';
    case 'uuid':
      return text !== null && UUID.test(text) ? null : 'must be a uuid';
    case 'enum': {
      const { values, name } = model.enums.find(({ id }) => id === field.enumId) ?? {
        values: null,
        name: '',
      };
      if (values === null || values.some((one) => one.name === value)) return null;
      return `is no value of ${name}: ${String(value)}`;
    }
    case 'other':
      return text === null ? 'must be a text' : null;
  }
}

function textProblem(field: FieldModel & { type: 'text' }, value: string): string | null {
  const length = [...value].length;
  if (field.maxLength !== null && length > field.maxLength)
    return `has more than ${field.maxLength} characters`;
  if (field.minLength !== null && length < field.minLength)
    return `has fewer than ${field.minLength} characters`;
  return null;
}

function boundsProblem(
  { minimum, maximum }: { minimum: string | number | null; maximum: string | number | null },
  value: number,
): string | null {
  if (minimum !== null && value < Number(minimum)) return `is less than ${minimum}`;
  return maximum !== null && value > Number(maximum) ? `is more than ${maximum}` : null;
}

const isMoment = (text: string) => !Number.isNaN(Date.parse(text));
