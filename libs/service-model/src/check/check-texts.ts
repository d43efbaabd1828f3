import { isRecord, isStorableText } from '@amplication/foundation';
import { MODEL_LIMITS } from '../schema/building-blocks';
import type { Problems } from '../problems';
import type { ServiceModel } from '../schema/service-model';

/** Properties that are names in PostgreSQL, which counts in bytes. */
const PHYSICAL = new Set([
  'table',
  'schema',
  'column',
  'constraint',
  'typeName',
  'stored',
  'sequence',
  'ownColumn',
  'targetColumn',
  'keyConstraint',
  'ownConstraint',
  'targetConstraint',
  'index',
]);

/** The way from the model to one of its texts: keys, and positions in lists. */
type Way = (string | number)[];

/** Every text can be kept by PostgreSQL, and every name there in full: it cuts off what is more than 63 bytes. */
export function checkTexts(model: ServiceModel, problems: Problems): void {
  check([], '', model, problems);
}

/** Goes through a value. The way is one list, and becomes a path where something is wrong: a model has many texts. */
function check(way: Way, key: string, value: unknown, problems: Problems): void {
  if (typeof value === 'string') checkText(way, key, value, problems);
  else if (Array.isArray(value))
    value.forEach((item, index) => {
      way.push(index);
      check(way, '', item, problems);
      way.pop();
    });
  else if (isRecord(value))
    for (const [name, inner] of Object.entries(value)) {
      if (!isStorableText(name))
        problems.add(pathOf(way), 'has a key with a character that PostgreSQL cannot keep');
      way.push(name);
      check(way, name, inner, problems);
      way.pop();
    }
}

function checkText(way: Way, key: string, value: string, problems: Problems): void {
  if (!isStorableText(value)) {
    const path = pathOf(way);
    // What PostgreSQL cannot keep is left out of comments.
    const isComment = key === 'description' && !path.includes('.default.value');
    if (!isComment) problems.add(path, 'holds a character that PostgreSQL cannot keep');
  } else if (mayBePhysical(key) && Buffer.byteLength(value) > MODEL_LIMITS.nameLength) {
    const path = pathOf(way);
    if (isPhysical(path, key))
      problems.add(path, `must have at most ${MODEL_LIMITS.nameLength} bytes, as a name in PostgreSQL`);
  }
}

const pathOf = (way: Way): string =>
  way.reduce<string>((path, step) => {
    if (typeof step === 'number') return `${path}[${step}]`;
    return path === '' ? step : `${path}.${step}`;
  }, '');

const mayBePhysical = (key: string) => key === 'name' || PHYSICAL.has(key);

/** The name of an index is the one that it has in PostgreSQL; other names are logical. A type by name has its own rule. */
const isPhysical = (path: string, key: string) =>
  (PHYSICAL.has(key) && !path.includes('.default.value') && !/\.fields\[\d+\]\.typeName$/.test(path)) ||
  /\.indexes\[\d+\]\.name$/.test(path);
