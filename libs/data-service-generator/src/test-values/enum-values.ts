import { storedOf } from '@amplication/service-model';
import type { EnumPlan } from '../plan/service-plan';
import { tsString } from '../render/escape';
import type { TestValues } from './test-values';

/** So many are enough to see that all are taken. */
const MOST = 10;

export function enumValues(plan: EnumPlan | undefined): TestValues {
  if (!plan) throw new Error('A field of a checked model names an enum that is not there.');
  const { native, values } = plan.model;
  // A type of PostgreSQL's own has the order in which it is written, a text that of its characters.
  const order = native ? [...values] : [...values].sort((a, b) => (storedOf(a) < storedOf(b) ? -1 : 1));
  const all = values.map(({ name }) => tsString(name));
  return {
    nth: all.length === 0 ? null : `oneOf([${all.slice(0, 3).join(', ')}], n)`,
    some: order.slice(0, 3).map(({ name }) => tsString(name)),
    takes: all.slice(0, MOST),
    refuses: ["'no such value'", '7'],
  };
}
