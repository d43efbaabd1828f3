import { own } from '@amplication/foundation';
import type { ErrorObject } from 'ajv';
import type { ModelProblem } from '../problems';

const TYPES: Record<string, string> = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  null: 'null',
};

/** What a pattern of the schema asks for, in words. */
const PATTERNS: Record<string, string> = {
  '^[A-Za-z_][A-Za-z0-9_]*$': 'must begin with a letter and hold letters, digits and underscores only',
  '^[\\w.:-]+$': 'must hold letters, digits and `.`, `:`, `-`, `_` only',
  '^-?[0-9]+(\\.[0-9]+)?$': 'must be a number, written as text',
  '^[A-Za-z_"][^;\\n\\\\]*$': 'must be the name of a type of PostgreSQL',
};

/**
 * What Ajv found, in sentences for a person who never saw the schema. Of alternatives only what helps is kept: the
 * branch that allows null has nothing to say of a value that is there.
 */
export function sentences(errors: readonly ErrorObject[]): ModelProblem[] {
  const problems = errors
    .filter(isHelpful)
    .map((error) => ({ path: pathOf(error), message: sentence(error) }));
  const seen = new Set<string>();
  return problems.filter(({ path, message }) => {
    const key = `${path} ${message}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function isHelpful({ keyword, params, data }: ErrorObject): boolean {
  if (keyword === 'anyOf' || keyword === 'oneOf') return false;
  return !(keyword === 'type' && params.type === 'null' && data !== null);
}

function pathOf({ instancePath, keyword, params }: ErrorObject): string {
  const keys = instancePath
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (keyword === 'required') keys.push(String(params.missingProperty));
  if (keyword === 'additionalProperties') keys.push(String(params.additionalProperty));
  if (keyword === 'discriminator') keys.push(String(params.tag));
  return keys.reduce((path, key) => {
    if (/^\d+$/.test(key)) return `${path}[${key}]`;
    return path === '' ? key : `${path}.${key}`;
  }, '');
}

function sentence({ keyword, params, message, schema, parentSchema }: ErrorObject): string {
  switch (keyword) {
    case 'required':
      return 'is missing';
    case 'additionalProperties':
      return 'is not known here';
    case 'type':
      return `must be ${[params.type]
        .flat()
        .map((type) => own(TYPES, String(type)) ?? String(type))
        .join(' or ')}`;
    case 'enum':
      return `must be one of ${params.allowedValues.map((value: unknown) => (value === null ? 'null' : String(value))).join(', ')}`;
    case 'const':
      return `must be ${String(params.allowedValue)}`;
    case 'discriminator':
      return `must be one of ${tagsOf(parentSchema, String(params.tag)).join(', ')}`;
    case 'minLength':
      return 'must not be empty';
    case 'maxLength':
      return `must have at most ${params.limit} characters`;
    case 'minItems':
      return `must have at least ${params.limit} ${params.limit === 1 ? 'entry' : 'entries'}`;
    case 'maxItems':
      return `must have at most ${params.limit} entries`;
    case 'uniqueItems':
      return 'must not name the same twice';
    case 'minimum':
    case 'maximum':
      return `must be ${keyword === 'minimum' ? 'at least' : 'at most'} ${params.limit}`;
    case 'pattern':
      return own(PATTERNS, String(schema)) ?? `must match ${String(schema)}`;
    default:
      return message ?? 'is not valid';
  }
}

function tagsOf(schema: ErrorObject['parentSchema'], tag: string): string[] {
  const alternatives: { properties: Record<string, { const: string }> }[] = schema?.oneOf ?? [];
  return alternatives.flatMap(({ properties }) => own(properties, tag)?.const ?? []);
}
