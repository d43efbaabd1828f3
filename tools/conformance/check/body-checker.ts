import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import formatsPlugin from 'ajv-formats';
import { SchemaConverter, undeclaredProperties } from './convert-schema';
import { isObject, type Json, type JsonObject } from './json';

export interface SchemaProblem {
  /** Schema, property and keyword: `repository.mainbranch type`. */
  subject: string;
  message: string;
}

/** Holds values to schemas of one specification. */
export class BodyChecker {
  private readonly converter: SchemaConverter;
  private readonly definitions: JsonObject;
  private readonly compiled = new Map<JsonObject, ValidateFunction>();
  private readonly ajv = new Ajv({ strict: false, allErrors: true, verbose: true });

  constructor(components: Record<string, JsonObject>) {
    this.converter = new SchemaConverter(components);
    this.definitions = this.converter.definitions();
    formatsPlugin.default(this.ajv);
    this.ajv.addKeyword({
      keyword: DECLARED,
      type: 'object',
      errors: true,
      validate: declaredValidator(),
    });
  }

  /** All problems of a value; `origin` names a schema that is no component. */
  check(schema: JsonObject, value: Json, origin: string): SchemaProblem[] {
    const validate = this.compile(schema, origin);
    if (validate(value)) return [];
    return (validate.errors ?? [])
      .filter(({ keyword }) => keyword !== 'if')
      .map((error) => this.describe(error));
  }

  private compile(schema: JsonObject, origin: string): ValidateFunction {
    const known = this.compiled.get(schema);
    if (known) return known;
    const name = typeof schema.$ref === 'string' ? schema.$ref.split('/').pop() : undefined;
    const root = this.converter.expected(schema, name ?? origin);
    const validate = this.ajv.compile({ $defs: this.definitions, allOf: [root] });
    this.compiled.set(schema, validate);
    return validate;
  }

  private describe(error: ErrorObject): SchemaProblem {
    const where = error.instancePath || '(the body)';
    if (error.keyword === DECLARED)
      return { subject: `${String(error.params.property)} undeclared`, message: `${where} ${error.message}` };
    const origin = isObject(error.parentSchema) ? this.converter.origins.get(error.parentSchema) : undefined;
    const { missingProperty: missing, allowedValues: allowed }: Record<string, unknown> = error.params;
    const at = typeof missing === 'string' ? `${origin}.${missing}` : origin;
    const values = Array.isArray(allowed) ? ` (${allowed.join(', ')})` : '';
    const given = typeof missing === 'string' ? '' : `, not ${shorten(error.data)}`;
    return { subject: `${at} ${error.keyword}`, message: `${where} ${error.message}${values}${given}` };
  }
}

const DECLARED = 'declared';

type DeclaredValidator = {
  (declared: JsonObject, value: JsonObject): boolean;
  errors?: Partial<ErrorObject>[];
};

function declaredValidator(): DeclaredValidator {
  const validate: DeclaredValidator = (declared, value) => {
    const undeclared = undeclaredProperties(declared, value);
    validate.errors = undeclared.map((property) => ({
      keyword: DECLARED,
      message: `has a property that the schema does not declare: ${property}`,
      params: { property },
    }));
    return undeclared.length === 0;
  };
  return validate;
}

function shorten(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
