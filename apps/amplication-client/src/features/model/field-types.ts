import type { FieldType } from './model-draft';

/** The types of a field in the words of the screen, in the order in which they are offered. */
export const FIELD_TYPE_LABELS: Record<FieldType, string> = {
  text: 'Text, one line',
  longText: 'Text, several lines',
  integer: 'Whole number',
  decimal: 'Decimal number',
  boolean: 'Yes or no',
  date: 'Date',
  dateTime: 'Date and time',
  email: 'E-mail address',
  uuid: 'UUID',
  json: 'JSON',
  enum: 'One of several options',
  relation: 'Relation to an entity',
};

const isFieldType = (value: string): value is FieldType => value in FIELD_TYPE_LABELS;

/** The field type that a select handed back. */
export function toFieldType(value: string | null): FieldType {
  return value !== null && isFieldType(value) ? value : 'text';
}
