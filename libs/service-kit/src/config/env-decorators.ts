import { Transform, type TransformFnParams } from 'class-transformer';
import { registerDecorator } from 'class-validator';
import { parseEncryptionKeys, trimEnd } from '@amplication/foundation';

/** A check of one variable; gives the end of the sentence "NAME …", or null when the value is fine. */
type Check = (value: unknown) => string | null;

/** Reads a text by `parse`, and says what is wrong with it by `check`. `secret` values are never shown. */
function variable(parse: (text: string) => unknown, check: Check, secret = false): PropertyDecorator {
  return (target, key) => {
    if (typeof key !== 'string') throw new TypeError('A variable is named by a string.');
    const read = ({ value }: TransformFnParams): unknown =>
      typeof value === 'string' ? parse(value.trim()) : value;
    Transform(read)(target, key);
    registerDecorator({
      name: 'variable',
      target: target.constructor,
      propertyName: key,
      validator: {
        validate: (value: unknown) => check(value) === null,
        defaultMessage: (args) => {
          if (args?.value === undefined) return `${key} is missing: it ${check(undefined)}`;
          return `${key} ${check(args.value)}${secret ? '' : `, not ${JSON.stringify(args.value)}`}`;
        },
      },
    });
  };
}

const must =
  (sentence: string, holds: (value: unknown) => boolean): Check =>
  (value) =>
    holds(value) ? null : `must be ${sentence}`;

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** A whole number between two bounds, both allowed. */
export function IsWholeNumber(min: number, max: number): PropertyDecorator {
  const inRange = (value: unknown) => Number.isInteger(value) && Number(value) >= min && Number(value) <= max;
  const parse = (text: string) => (/^-?\d+$/.test(text) ? Number(text) : text);
  return variable(parse, must(`a whole number from ${min} to ${max}`, inRange));
}

/** A TCP port; 0 means any free one. */
export function IsPortNumber(): PropertyDecorator {
  return IsWholeNumber(0, 65_535);
}

/** `true` or `false`. */
export function IsFlag(): PropertyDecorator {
  const parse = (text: string) => ({ true: true, false: false })[text.toLowerCase()] ?? text;
  return variable(
    parse,
    must('true or false', (value) => typeof value === 'boolean'),
  );
}

/** A URL of one of the schemes, such as `http`. A slash at the end is dropped. */
export function IsUrlOf(...schemes: string[]): PropertyDecorator {
  const fits = (value: unknown) =>
    typeof value === 'string' &&
    URL.canParse(value) &&
    schemes.includes(new URL(value).protocol.slice(0, -1));
  const names = schemes.map((scheme) => `${scheme}:`).join(' or ');
  return variable((text) => trimEnd(text, '/'), must(`a URL that starts with ${names}`, fits));
}

/** A URL at which others reach us: https, or http on this machine. A slash at the end is dropped. */
export function IsReachableUrl(): PropertyDecorator {
  const fits = (value: unknown) => {
    if (typeof value !== 'string' || !URL.canParse(value)) return false;
    const { protocol, hostname } = new URL(value);
    return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname));
  };
  return variable(
    (text) => trimEnd(text, '/'),
    must('a URL that starts with https: (http: on this machine only)', fits),
  );
}

/** A connection string of PostgreSQL. Never shown, since it holds a password. */
export function IsPostgresUrl(): PropertyDecorator {
  const fits = (value: unknown) =>
    typeof value === 'string' && URL.canParse(value) && /^postgres(ql)?:$/.test(new URL(value).protocol);
  return variable(
    (text) => text,
    must('a URL such as postgresql://user:password@host:5432/database', fits),
    true,
  );
}

/** `host:port`, several joined by commas; becomes an array. */
export function IsBrokerList(): PropertyDecorator {
  const fits = (value: unknown) =>
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((broker) => /^[^\s:,/]+:\d{1,5}$/.test(String(broker)));
  const parse = (text: string) => text.split(',').map((broker) => broker.trim());
  return variable(parse, must('a list such as kafka-1:9092,kafka-2:9092', fits));
}

/** One of the words. */
export function IsOneOf(words: readonly string[]): PropertyDecorator {
  return variable(
    (text) => text,
    must(`one of ${words.join(', ')}`, (value) => words.some((word) => word === value)),
  );
}

/** A text that matches `pattern`; `description` completes "must be". */
export function IsText(pattern: RegExp, description: string): PropertyDecorator {
  return variable(
    (text) => text,
    must(description, (value) => typeof value === 'string' && pattern.test(value)),
  );
}

/** A secret of at least `min` characters. Never shown. */
export function IsSecret(
  min: number,
  description = `a text of at least ${min} characters`,
): PropertyDecorator {
  return variable(
    (text) => text,
    must(description, (value) => typeof value === 'string' && value.length >= min),
    true,
  );
}

/** Encryption keys, see `parseEncryptionKeys`. Never shown. */
export function IsKeyRing(): PropertyDecorator {
  const fits = (value: unknown) => typeof value === 'string' && parseEncryptionKeys(value) !== null;
  const sentence =
    'keys written as <id>:<32 bytes in base64>, joined by commas, each id once, the active key first';
  return variable((text) => text, must(sentence, fits), true);
}
