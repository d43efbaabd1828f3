import { isRecord, own } from '@amplication/foundation';
import { isDeepStrictEqual } from 'node:util';
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
  if (isRecord(from) && isRecord(to) && from.kind === to.kind) {
    const parts = Object.keys(to).filter((key) => !isDeepStrictEqual(own(from, key), own(to, key)));
    const said = parts.map((key) =>
      turn(`${words(key).join(' ')} of its ${what}`, before, after, [fact, key]),
    );
    return `has changed: ${said.join('; ')}`;
  }
  return `has changed: ${turn(what, before, after, [fact])}`;
}

/** `what is 5 now, and was 4`. */
function turn(what: string, before: ModelPart, after: ModelPart, path: readonly string[]): string {
  const [was, is] = [shown(before, path), shown(after, path)];
  return was === is ? `${what} is another now` : `${what} is ${is} now, and was ${was}`;
}

const LONGEST = 60;

/** What stands at a path of facts, in words. */
function shown({ facts, nameOf }: ModelPart, path: readonly string[]): string {
  const [fact = ''] = path;
  const value = path.reduce<unknown>((from, key) => (isRecord(from) ? own(from, key) : null), facts);
  return cut(inWords(value, (inner) => nameOf(inner, fact)));
}

function inWords(value: unknown, nameOf: (id: string) => string): string {
  if (value === null || value === undefined || value === '') return 'nothing';
  if (typeof value === 'string') return nameOf(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value))
    return value.length === 0 ? 'nothing' : value.map((item) => inWords(item, nameOf)).join(', ');
  if (!isRecord(value)) return String(value);
  // What says nothing is not worth a word.
  const { kind, ...rest } = value;
  const said = Object.entries(rest)
    .filter(([, inner]) => inner !== null && inner !== false)
    .map(([key, inner]) => `${words(key).join(' ')}: ${inWords(inner, nameOf)}`);
  return [
    ...(typeof kind === 'string' ? [kind] : []),
    ...(said.length > 0 ? [`(${said.join('; ')})`] : []),
  ].join(' ');
}

const cut = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
