import { AWKWARD } from '../names/own-names';
import { file, type GeneratedFile } from '../render/generated-file';
import { RULES } from './texts/rules-file';
import { RULES_TEST } from './texts/rules-test-file';

/** How what a caller sends becomes what the code works with. */
export function inputFiles(): GeneratedFile[] {
  return [
    file('src/common/any-json.ts', ANY_JSON),
    file('src/common/api-names.ts', API_NAMES),
    file('src/common/from-text.ts', FROM_TEXT),
    file('src/common/input.pipe.ts', INPUT_PIPE),
    file('src/common/new-id.ts', NEW_ID),
    file('src/common/rules.ts', RULES),
    file('src/common/rules.test.ts', RULES_TEST),
    file('src/common/secret.ts', SECRET),
  ];
}

const ANY_JSON = `const OBJECT = { type: 'object', additionalProperties: true };
const OTHERS = [{ type: 'array', items: {} }, { type: 'string' }, { type: 'number' }, { type: 'boolean' }];

/** Any value of JSON but null, in the words of OpenAPI. */
export const ANY_JSON = { anyOf: [OBJECT, ...OTHERS] };

/** Any value of JSON. */
export const ANY_JSON_OR_NULL = { anyOf: [{ ...OBJECT, nullable: true }, ...OTHERS] };
`;

const API_NAMES = `/** Names that JavaScript or Drizzle look for on every object: in code each has one underscore more. */
const AWKWARD =
  /${AWKWARD}/;

/** The property in the code of what the API calls \`name\`. */
export const propertyOf = (name: string) => (AWKWARD.test(name) ? \`\${name}_\` : name);

/** JSON has no number for NaN, Infinity and -Infinity: there they are texts. */
function numberInJson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(numberInJson);
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

/** Values as they are, and in JSON, which has no number for NaN and the infinite ones, these as texts. */
export function withJsonNumbers<Values extends object>(values: Values): Values {
  const written = Object.entries(values).map(([property, value]) => [property, numberInJson(value)]);
  return Object.defineProperty(values, 'toJSON', { value: () => Object.fromEntries(written) });
}

/** Values as they are, and in JSON by the names of the API. */
export function withApiNames<Values extends object>(values: Values): Values {
  const renamed = Object.entries(values).map(([property, value]) => [
    AWKWARD.test(property) ? property.slice(0, -1) : property,
    numberInJson(value),
  ]);
  return Object.defineProperty(values, 'toJSON', { value: () => Object.fromEntries(renamed) });
}
`;

const FROM_TEXT = `import { Transform } from 'class-transformer';

/** Reads \`true\` and \`false\` of a query string; what is neither is left for the validation to refuse. */
export const ToBoolean = () =>
  Transform(({ value }) => (value === 'true' ? true : value === 'false' ? false : value));

/** Reads a number of a query string or a path; what is none is left for the validation to refuse. */
export const ToNumber = () => Transform(({ value }) => (isNumber(value) ? Number(value) : value));

const isNumber = (value: unknown) =>
  typeof value === 'string' && /^-?\\d{1,400}(?:\\.\\d{1,400})?(?:e[+-]?\\d{1,3})?$/.test(value);
`;

const INPUT_PIPE = `import { type ArgumentMetadata, BadRequestException, ValidationPipe } from '@nestjs/common';
import { validate, type ValidatorOptions } from 'class-validator';
import { propertyOf } from './api-names';

const OPTIONS: ValidatorOptions = { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: false };

/** Checks what comes in by the rules of its class, and refuses what the class does not name. */
export class InputPipe extends ValidationPipe {
  constructor() {
    super({ ...OPTIONS, transform: true });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type !== 'body') return super.transform(byProperties(value), metadata);
    const values = byProperties(value);
    if (!metadata.metatype || !isRecord(values))
      throw new BadRequestException('The body must be an object of JSON.');
    // A body stays as it was sent: what JSON says already is not converted.
    const body: object = Object.assign(new metadata.metatype(), values);
    const errors = await validate(body, OPTIONS);
    if (errors.length > 0) throw this.exceptionFactory(errors);
    return body;
  }
}

/** The same values by the names that the code has for them. */
const byProperties = (value: unknown): unknown =>
  isRecord(value)
    ? Object.fromEntries(Object.entries(value).map(([name, one]) => [propertyOf(name), one]))
    : value;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
`;

const NEW_ID = `import { randomUUID } from 'node:crypto';
import newOldCuid from '@bugsnag/cuid';
import { init } from '@paralleldrive/cuid2';
import { nanoid } from 'nanoid';
import { ulid } from 'ulid';
import { v7 } from 'uuid';

export const newUuidV4 = (): string => randomUUID();

/** Begins with the time, so that later ones are greater. */
export const newUuidV7 = (): string => v7();

export const newCuid = (): string => newOldCuid();

const makers = new Map<number, () => string>();

export function newCuid2(length = 24): string {
  const maker = makers.get(length) ?? init({ length });
  makers.set(length, maker);
  return maker();
}

/** Begins with the time, so that later ones are greater. */
export const newUlid = (): string => ulid();

export const newNanoid = (length = 21): string => nanoid(length);
`;

const SECRET = `import { argon2id, hash } from 'argon2';

/** The hash that is kept instead of a secret: argon2id with 19 MiB, two passes and one lane, as OWASP has it. */
export const hashSecret = (secret: string): Promise<string> =>
  hash(secret, { type: argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 });
`;
