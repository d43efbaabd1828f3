/** Ways of PostgreSQL to write one value: what stands first is written as what stands beside it. */
const SAME: readonly (readonly [RegExp, string])[] = [
  [/^CURRENT_TIMESTAMP$/, 'now()'],
  [/^\(?'?(-?\d+(?:\.\d+)?)'?\)?(?:::(?:bigint|integer|smallint|numeric|real|double precision|oid))?$/, '$1'],
  [/^'\$(-?\d+(?:\.\d*?[1-9])?)\.?0*'::money$/, '$1'],
  [/^nextval\(\('(\w+)'::text\)::regclass\)$/, "nextval('public.$1'::regclass)"],
];

/** A default as what it means: no default is NULL, `now()` is the time of now, and a list is written in two ways. */
export function plainDefault(written: string | null): string | null {
  if (written === null || /^NULL(?:::|$)/.test(written)) return null;
  const list = listOf(written);
  if (list !== null) return JSON.stringify(list);
  const plain = SAME.reduce((text, [pattern, to]) => text.replace(pattern, to), written);
  return /^-?\d+\.\d+$/.test(plain) ? plain.replace(/\.?0+$/, '') : plain;
}

const ITEM = /'((?:[^']|'')*)'(?:::[\w ."]+)?|(-?[\d.]+|true|false)/g;
const TEXT_ITEM = /"((?:[^"\\]|\\.)*)"|([^",{}]+)/g;

/** The values of `ARRAY['a'::text]` or `'{a}'::text[]`; null for what is neither. */
function listOf(written: string): string[] | null {
  const [, items] = /^ARRAY\[(.*)\](?:::[\w ."]+\[\])?$/s.exec(written) ?? [];
  if (items !== undefined)
    return [...items.matchAll(ITEM)].map(([, text, plain]) => plain ?? (text ?? '').replaceAll("''", "'"));
  const [, text] = /^'\{(.*)\}'::[\w ."]+\[\]$/s.exec(written) ?? [];
  if (text === undefined) return null;
  return [...text.replaceAll("''", "'").matchAll(TEXT_ITEM)].map(
    ([, quoted, plain]) => plain ?? (quoted ?? '').replace(/\\(.)/g, '$1'),
  );
}
