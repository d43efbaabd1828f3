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

/** Every text can be kept by PostgreSQL, and every name there in full: it cuts off what is more than 63 bytes. */
export function checkTexts(model: ServiceModel, problems: Problems): void {
  check('', '', model, problems);
}

function check(path: string, key: string, value: unknown, problems: Problems): void {
  if (typeof value === 'string') checkText(path, key, value, problems);
  else if (Array.isArray(value))
    value.forEach((item, index) => check(`${path}[${index}]`, '', item, problems));
  else if (isRecord(value))
    for (const [name, item] of Object.entries(value)) {
      const at = path === '' ? name : `${path}.${name}`;
      if (!isStorableText(name)) problems.add(path, 'has a key with a character that PostgreSQL cannot keep');
      check(at, name, item, problems);
    }
}

function checkText(path: string, key: string, value: string, problems: Problems): void {
  // What PostgreSQL cannot keep is left out of comments.
  const isComment = key === 'description' && !path.includes('.default.value');
  if (!isComment && !isStorableText(value))
    problems.add(path, 'holds a character that PostgreSQL cannot keep');
  else if (isPhysical(path, key) && Buffer.byteLength(value) > MODEL_LIMITS.nameLength)
    problems.add(path, `must have at most ${MODEL_LIMITS.nameLength} bytes, as a name in PostgreSQL`);
}

/** The name of an index is the one that it has in PostgreSQL; other names are logical. A type by name has its own rule. */
const isPhysical = (path: string, key: string) =>
  (PHYSICAL.has(key) && !path.includes('.default.value') && !/\.fields\[\d+\]\.typeName$/.test(path)) ||
  /\.indexes\[\d+\]\.name$/.test(path);
