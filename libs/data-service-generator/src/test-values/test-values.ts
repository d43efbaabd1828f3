import type { FieldModel } from '@amplication/service-model';
import type { EnumPlan } from '../plan/service-plan';
import type { CodeValue } from '../render/code-value';
import { enumValues } from './enum-values';
import { decimalValues, doubleValues, integerValues } from './number-values';
import { otherValues, PLAIN_VALUES } from './plain-values';
import { textValues } from './text-values';
import { timestampValues, timeValues } from './time-values';

/** Values of one type for tests, as code. */
export interface TestValues {
  /** One for each number, which the code calls `n`; null where none is known. */
  readonly nth: CodeValue | null;
  /** Up to three that differ, the least first as PostgreSQL puts them in order. */
  readonly some: readonly CodeValue[];
  /** What the rules let through at their edges. */
  readonly takes: readonly CodeValue[];
  /** What is just beyond them. */
  readonly refuses: readonly CodeValue[];
}

/** Values for tests of a field: lists of them where it holds lists. */
export function testValues(field: FieldModel, enums: ReadonlyMap<string, EnumPlan>): TestValues {
  const one = valuesOf(field, enums);
  if (!field.list) return one;
  const inList = (value: CodeValue): CodeValue => ({ list: [value] });
  return {
    nth: one.nth === null ? null : inList(one.nth),
    some: one.some.map(inList),
    takes: [{ list: [] }, { list: one.takes }],
    refuses: ["'no list'", ...one.refuses.map(inList)],
  };
}

function valuesOf(field: FieldModel, enums: ReadonlyMap<string, EnumPlan>): TestValues {
  switch (field.type) {
    case 'text':
      return textValues(field);
    case 'integer':
      return integerValues(field);
    case 'decimal':
      return decimalValues(field);
    case 'double':
      return doubleValues(field);
    case 'time':
      return timeValues(field);
    case 'timestamp':
      return timestampValues(field);
    case 'enum':
      return enumValues(enums.get(field.enumId));
    case 'other':
      return otherValues(field);
    case 'boolean':
    case 'date':
    case 'json':
    case 'bytes':
    case 'uuid':
      return PLAIN_VALUES[field.type];
  }
}
