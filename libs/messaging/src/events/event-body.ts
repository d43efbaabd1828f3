import type { Topic } from '@amplication/contracts';
import { isStorableText, storableText } from '@amplication/foundation';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { MAX_EVENT_BYTES } from '../kafka/kafka';

type BodyOf = Pick<Topic, 'name'> & { readonly body: new () => object };

/**
 * A body that is about to be sent, as JSON: of the object only what the topic's class declares, so that nothing travels
 * that an object happened to carry besides. Characters that PostgreSQL cannot store become U+FFFD: a message of git or
 * of Bitbucket may hold them, and must not keep a build from being reported.
 * Throws if the body is not valid or too large: that is a bug of the sender.
 */
export function serializeBody(topic: BodyOf, body: object): string {
  const storable = JSON.stringify(body, (_key, value: unknown) =>
    typeof value === 'string' ? storableText(value) : value,
  );
  const json = JSON.stringify(validated(topic, JSON.parse(storable)));
  if (Buffer.byteLength(json) > MAX_EVENT_BYTES)
    throw new Error(`An event of ${topic.name} has more than ${MAX_EVENT_BYTES} bytes.`);
  return json;
}

/**
 * A body that was received. Fields that we do not know are dropped, so that a newer producer may add some.
 * Throws with a reason that names fields but repeats no value.
 */
export function parseBody(topic: BodyOf, value: Buffer | null): object {
  if (value === null) throw new Error('The message has no body.');
  if (value.length > MAX_EVENT_BYTES * 2) throw new Error(`The body has ${value.length} bytes.`);
  return validated(topic, parseJson(value));
}

function parseJson(value: Buffer): unknown {
  let json: unknown;
  const found = { unstorable: false };
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(value), (key, item: unknown) => {
      found.unstorable ||= !isStorableText(key) || (typeof item === 'string' && !isStorableText(item));
      return item;
    });
  } catch (error) {
    // The parser's own message quotes the body.
    throw new Error('The body is not JSON in UTF-8.', { cause: error });
  }
  if (found.unstorable) throw new Error('The body holds a NUL character or half a surrogate pair.');
  return json;
}

function validated(topic: BodyOf, json: unknown): object {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new Error('The body is not a JSON object.');
  const body = plainToInstance(topic.body, json);
  const problems = validateSync(body, { whitelist: true, forbidUnknownValues: true });
  if (problems.length > 0) throw new Error(problems.flatMap((problem) => describe(problem)).join('; '));
  return body;
}

function describe(problem: ValidationError, parent = ''): string[] {
  const path = `${parent}${problem.property}`;
  return [
    ...Object.values(problem.constraints ?? {}).map((text) => `${path}: ${text}`),
    ...(problem.children ?? []).flatMap((child) => describe(child, `${path}.`)),
  ];
}
