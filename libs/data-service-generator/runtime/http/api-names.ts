/** Names that JavaScript or Drizzle look for on every object: in code each has one underscore more. */
const AWKWARD =
  /^(?:__proto__|__(?:define|lookup)[GS]etter__|constructor|prototype|hasOwnProperty|isPrototypeOf|propertyIsEnumerable|toLocaleString|toString|valueOf|toJSON|then|enableRLS|getSQL|shouldOmitSQLParens|_)_*$/;

/** The property in the code of what the API calls `name`. */
export const propertyOf = (name: string) => (AWKWARD.test(name) ? `${name}_` : name);

/** What the API calls a property in the code. */
export const nameOf = (property: string) => (AWKWARD.test(property) ? property.slice(0, -1) : property);

/** JSON has no number for NaN, Infinity and -Infinity: there they are texts. */
function numberInJson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(numberInJson);
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

/** Values as they are, and in JSON, which has no number for NaN and the infinite ones, these as texts. */
export function withJsonNumbers<Values extends object>(values: Values): Values {
  const written = Object.entries(values).map(([property, value]): [string, unknown] => [
    property,
    numberInJson(value),
  ]);
  return Object.defineProperty(values, 'toJSON', { value: () => Object.fromEntries<unknown>(written) });
}

/** Values as they are, and in JSON by the names of the API. */
export function withApiNames<Values extends object>(values: Values): Values {
  const renamed = Object.entries(values).map(([property, value]): [string, unknown] => [
    nameOf(property),
    numberInJson(value),
  ]);
  return Object.defineProperty(values, 'toJSON', { value: () => Object.fromEntries<unknown>(renamed) });
}
