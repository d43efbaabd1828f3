import { own } from '@amplication/foundation';
import { words } from '../names/words';
import type { ModelPart } from './model-parts';

/** What is said when a yes or no of a part changes: to yes, to no. */
const FLAGS: Record<string, readonly [string, string]> = {
  required: ['became required', 'became optional'],
  unique: ['became unique', 'is no longer unique'],
  list: ['became a list', 'is no longer a list'],
  readOnly: ['became read-only', 'is no longer read-only'],
  writeOnly: ['became write-only', 'is no longer write-only'],
  secret: ['became secret', 'is no longer secret'],
  searchable: ['can be searched now', 'can no longer be searched'],
  sortable: ['can be sorted by now', 'can no longer be sorted by'],
  native: ['became a type of PostgreSQL', 'is no longer a type of PostgreSQL'],
  enforced: ['is kept by a foreign key now', 'is no longer kept by a foreign key'],
  zone: ['has a time zone now', 'has no time zone any more'],
  binary: ['is kept as jsonb now', 'is kept as json now'],
};

const WORDS: Record<string, string> = {
  entityId: 'what it points at',
  enumId: 'its enum',
  access: 'who may do what',
  readableBy: 'who may read it',
  writableBy: 'who may write it',
  onDelete: 'what happens on deletion',
  onUpdate: 'what happens on an update of the key',
  holds: 'the key that it holds',
  role: 'what the service uses it for',
};

/** The end of a sentence about one fact of a part that has changed. */
export function sayChange(before: ModelPart, after: ModelPart, fact: string): string {
  const [from, to] = [own(before.facts, fact), own(after.facts, fact)];
  const flag = own(FLAGS, fact);
  if (flag && typeof from === 'boolean' && typeof to === 'boolean') return to ? flag[0] : flag[1];
  const what = own(WORDS, fact) ?? words(fact).join(' ');
  const [was, is] = [shown(before, fact), shown(after, fact)];
  return was === is ? `has another ${what} now` : `has changed: ${what} is ${is} now, and was ${was}`;
}

const LONGEST = 60;

function shown({ facts, nameOf }: ModelPart, fact: string): string {
  const value = own(facts, fact);
  const named = (inner: unknown) => (typeof inner === 'string' ? nameOf(inner, fact) : inner);
  if (value === null || value === '') return 'nothing';
  if (typeof value === 'string') return cut(nameOf(value, fact));
  if (Array.isArray(value) && value.every((item) => typeof item === 'string'))
    return value.length === 0 ? 'nothing' : cut(value.map(named).join(', '));
  return cut(JSON.stringify(value, (_key, inner: unknown) => named(inner)));
}

const cut = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
