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

/** How the schemas call the document that they are in. */
const DOCUMENT = 'open-api';

/** Reads the schemas of an OpenAPI document strictly: an object has what they name and nothing else. */
export class OpenApi {
  private readonly ajv = addFormats.default(new Ajv({ strict: false, formats: { decimal: true } }));
  private readonly known = new Map<unknown, ValidateFunction>();

  constructor(readonly document: unknown) {
    const schemas = Object.entries(Object(at(document, 'components', 'schemas')));
    this.ajv.addSchema({
      $id: DOCUMENT,
      components: { schemas: Object.fromEntries(schemas.map(([name, one]) => [name, this.plain(one)])) },
    });
  }

  /** What a schema has against a value; null when nothing. */
  problem(schema: unknown, value: unknown): string | null {
    const validate = this.known.get(schema) ?? this.ajv.compile({ allOf: [this.plain(schema)] });
    this.known.set(schema, validate);
    return validate(value) ? null : this.ajv.errorsText(validate.errors);
  }

  /** What an operation may answer. */
  statuses(method: string, path: string): number[] {
    return Object.keys(Object(at(this.operation(method, path), 'responses'))).map(Number);
  }

  /** The schema of an answer: of what it is about, or of a problem. */
  response(method: string, path: string, status: number): unknown {
    const content = at(this.operation(method, path), 'responses', status, 'content');
    const [first]: unknown[] = Object.values(Object(content));
    return at(content, 'application/json', 'schema') ?? at(first, 'schema');
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

  /** The same in JSON Schema, which has no `nullable`. A schema may refer to itself, by others. */
  private plain(schema: unknown): unknown {
    if (Array.isArray(schema)) return schema.map((one) => this.plain(one));
    if (!isRecord(schema)) return schema;
    const { nullable, properties, $ref, ...rest } = schema;
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
    const reference = typeof $ref === 'string' ? { $ref: DOCUMENT + $ref } : {};
    const whole = { ...Object.fromEntries(parts), ...own, ...reference };
    return nullable === true ? { anyOf: [whole, { type: 'null' }] } : whole;
  }
}
