import { isRecord } from '@amplication/foundation';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

/** What is at the end of a path into a document. */
export function at(value: unknown, ...path: (string | number)[]): unknown {
  let found = value;
  for (const part of path)
    found = isRecord(found)
      ? new Map(Object.entries(found)).get(String(part))
      : Array.isArray(found)
        ? found[Number(part)]
        : undefined;
  return found;
}

/** Reads the schemas of an OpenAPI document strictly: an object has what they name and nothing else. */
export class OpenApi {
  private readonly ajv = addFormats.default(new Ajv({ strict: false, formats: { decimal: true } }));
  private readonly known = new Map<unknown, ValidateFunction>();

  constructor(readonly document: unknown) {}

  /** What a schema has against a value; null when nothing. */
  problem(schema: unknown, value: unknown): string | null {
    const validate = this.known.get(schema) ?? this.ajv.compile({ allOf: [this.plain(schema)] });
    this.known.set(schema, validate);
    return validate(value) ? null : this.ajv.errorsText(validate.errors);
  }

  response(method: string, path: string, status: number): unknown {
    return at(this.operation(method, path), 'responses', status, 'content', 'application/json', 'schema');
  }

  /** The properties that the body of a request may have, with their schemas. */
  bodyProperties(method: string, path: string): [string, unknown][] {
    const schema = at(this.operation(method, path), 'requestBody', 'content', 'application/json', 'schema');
    return Object.entries(Object(at(this.resolved(schema), 'properties')));
  }

  /** The parameters of the query, with their schemas. */
  filters(path: string): [string, unknown][] {
    const parameters = at(this.operation('GET', path), 'parameters');
    return (Array.isArray(parameters) ? parameters : []).map((one) => [
      String(at(one, 'name')),
      at(one, 'schema'),
    ]);
  }

  private operation(method: string, path: string): unknown {
    return at(this.document, 'paths', `/api/${path}`, method.toLowerCase());
  }

  private resolved(schema: unknown): unknown {
    const reference = at(schema, '$ref');
    return typeof reference === 'string' ? at(this.document, ...reference.split('/').slice(1)) : schema;
  }

  /** The same in JSON Schema, which has no `nullable`. */
  private plain(schema: unknown): unknown {
    if (Array.isArray(schema)) return schema.map((one) => this.plain(one));
    const resolved = this.resolved(schema);
    if (!isRecord(resolved)) return resolved;
    const { nullable, properties, ...rest } = resolved;
    const parts = Object.entries(rest).map(([key, part]) => [
      key,
      ['items', 'anyOf', 'allOf', 'oneOf'].includes(key) ? this.plain(part) : part,
    ]);
    const own = isRecord(properties)
      ? {
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, one]) => [name, this.plain(one)]),
          ),
          additionalProperties: false,
        }
      : {};
    const whole = { ...Object.fromEntries(parts), ...own };
    return nullable === true ? { anyOf: [whole, { type: 'null' }] } : whole;
  }
}
