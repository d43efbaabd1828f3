const OBJECT = { type: 'object', additionalProperties: true };
const OTHERS = [{ type: 'array', items: {} }, { type: 'string' }, { type: 'number' }, { type: 'boolean' }];

/** Any value of JSON but null, in the words of OpenAPI. */
export const ANY_JSON = { anyOf: [OBJECT, ...OTHERS] };

/** Any value of JSON. */
export const ANY_JSON_OR_NULL = { anyOf: [{ ...OBJECT, nullable: true }, ...OTHERS] };
