import { ApiError } from '../http/api-error';

type Json = Record<string, unknown>;

/** The JSON object of a control request. */
export function objectOf(body: unknown): Json {
  if (body === undefined) return {};
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new ApiError(400, 'a JSON object is expected');
  return body as Json;
}

function wrong(name: string, expected: string): ApiError {
  return new ApiError(400, `${name}: ${expected} expected`);
}

export function optionalString(body: Json, name: string): string | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw wrong(name, 'a string');
  return value;
}

export function string(body: Json, name: string): string {
  const value = optionalString(body, name);
  if (value === undefined || value === '') throw wrong(name, 'a string');
  return value;
}

export function optionalNumber(body: Json, name: string): number | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !Number.isFinite(value)) throw wrong(name, 'a number');
  return value;
}

export function optionalBoolean(body: Json, name: string): boolean | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'boolean') throw wrong(name, 'a boolean');
  return value;
}

export function optionalStrings(body: Json, name: string): string[] | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string'))
    throw wrong(name, 'a list of strings');
  return value;
}

/** A value out of a fixed set. */
export function optionalChoice<T extends string>(
  body: Json,
  name: string,
  choices: readonly T[],
): T | undefined {
  const value = optionalString(body, name);
  if (value === undefined) return undefined;
  const choice = choices.find((one) => one === value);
  if (!choice) throw wrong(name, `one of ${choices.join(', ')}`);
  return choice;
}

export function optionalObject(body: Json, name: string): Json | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'object' || Array.isArray(value)) throw wrong(name, 'an object');
  return value as Json;
}
