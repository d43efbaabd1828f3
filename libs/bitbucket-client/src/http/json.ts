import { isRecord, own } from '@amplication/foundation';

/** A body that does not have the shape that we read. Names the field, never its value: it could be a secret. */
export class ShapeError extends Error {
  constructor(
    readonly field: string,
    readonly expected: string,
  ) {
    super(`${field} is not ${expected}`);
    this.name = 'ShapeError';
  }
}

/**
 * A value of a JSON body and the path that leads to it. Every reader checks what it reads and throws `ShapeError`;
 * Bitbucket writes an absent value as a missing key or as null, so the optional readers take both.
 */
export class Json {
  constructor(
    private readonly value: unknown,
    private readonly path = 'body',
  ) {}

  get isAbsent(): boolean {
    return this.value === undefined || this.value === null;
  }

  get(name: string): Json {
    if (!isRecord(this.value)) throw new ShapeError(this.path, 'an object');
    return new Json(own(this.value, name), `${this.path}.${name}`);
  }

  /** Follows keys as long as they are there; absent if any is missing or null. */
  dig(...names: string[]): Json {
    return names.reduce<Json>((at, name) => (at.isAbsent ? at : at.get(name)), this);
  }

  string(): string {
    if (typeof this.value !== 'string') throw new ShapeError(this.path, 'a string');
    return this.value;
  }

  integer(): number {
    if (typeof this.value !== 'number' || !Number.isSafeInteger(this.value))
      throw new ShapeError(this.path, 'a whole number');
    return this.value;
  }

  boolean(): boolean {
    if (typeof this.value !== 'boolean') throw new ShapeError(this.path, 'true or false');
    return this.value;
  }

  array(): Json[] {
    if (!Array.isArray(this.value)) throw new ShapeError(this.path, 'a list');
    return this.value.map((item: unknown, index) => new Json(item, `${this.path}[${index}]`));
  }

  oneOf<const Value extends string>(values: readonly Value[]): Value {
    const found = values.find((value) => value === this.value);
    if (found === undefined) throw new ShapeError(this.path, `one of ${values.join(', ')}`);
    return found;
  }

  /** Null when absent, else what `read` makes of it. */
  optional<Value>(read: (json: Json) => Value): Value | null {
    return this.isAbsent ? null : read(this);
  }
}

export const asString = (json: Json): string => json.string();
export const asInteger = (json: Json): number => json.integer();
export const asBoolean = (json: Json): boolean => json.boolean();
