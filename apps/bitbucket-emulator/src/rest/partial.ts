type Json = unknown;

function isRecord(value: Json): value is Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function keep(value: Json, paths: string[][]): Json {
  if (paths.some((path) => path.length === 0 || path[0] === '*')) return value;
  if (Array.isArray(value)) return value.map((item: Json) => keep(item, paths));
  if (!isRecord(value)) return value;
  const kept: Record<string, Json> = {};
  for (const key of Object.keys(value)) {
    const below = paths.filter((path) => path[0] === key).map((path) => path.slice(1));
    if (below.length > 0) kept[key] = keep(value[key], below);
  }
  return kept;
}

function drop(value: Json, path: string[]): Json {
  if (Array.isArray(value)) return value.map((item: Json) => drop(item, path));
  const [key, ...rest] = path;
  if (!isRecord(value) || key === undefined || !(key in value)) return value;
  if (rest.length > 0) return { ...value, [key]: drop(value[key], rest) };
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
}

/**
 * `fields=`: a list of paths that stay, or with a minus of paths that go
 * (https://developer.atlassian.com/cloud/bitbucket/rest/intro/#partial-response). A plus adds what is hidden by
 * default: nothing is.
 */
export function selectFields(body: object, fields: string): object {
  const items = fields
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean);
  const kept = items.filter((item) => !/^[+-]/.test(item) && item !== '*').map((item) => item.split('.'));
  let result: Json = kept.length > 0 ? keep(body, kept) : body;
  for (const item of items.filter((one) => one.startsWith('-'))) {
    result = drop(result, item.slice(1).split('.'));
  }
  return result as object;
}
