import type { Draw, Maker } from './draw.js';
import { unknown } from './other-makers.js';

const of =
  (values: readonly string[]): Maker =>
  ({ faker }) =>
    faker.helpers.arrayElement(values);

const range = (draw: Draw) => {
  const from = draw.faker.number.int({ min: 1, max: 500 });
  return [from, from + draw.faker.number.int({ min: 1, max: 500 })] as const;
};

const point = (draw: Draw) =>
  `(${draw.faker.number.int({ min: 0, max: 90 })},${draw.faker.number.int({ min: 0, max: 90 })})`;

/** Types that only PostgreSQL knows, by their names without what stands in brackets. */
const TYPES: Readonly<Record<string, Maker>> = {
  inet: ({ faker }) => faker.internet.ipv4({ network: 'private-a' }),
  cidr: ({ faker }) => `10.${faker.number.int(255)}.${faker.number.int(255)}.0/24`,
  macaddr: ({ faker }) => faker.internet.mac(),
  macaddr8: ({ faker }) => `${faker.internet.mac()}:00:01`,
  citext: ({ faker, index, attempt }) => `${faker.word.noun()}-${index + 1 + attempt * 1_000}`,
  interval: of(['00:30:00', '01:00:00', '1 day', '7 days', '1 mon']),
  point,
  box: (draw) => `(9,9),${point(draw)}`,
  circle: (draw) => `<${point(draw)},${draw.faker.number.int({ min: 1, max: 9 })}>`,
  lseg: (draw) => `[(0,0),${point(draw)}]`,
  path: (draw) => `[(0,0),${point(draw)}]`,
  polygon: (draw) => `((0,0),(0,9),${point(draw)})`,
  line: (draw) => `{1,${draw.faker.number.int({ min: 1, max: 9 })},0}`,
  money: ({ faker }) => faker.number.float({ min: 1, max: 500, fractionDigits: 2 }).toFixed(2),
  xml: ({ faker }) => `<note>${faker.word.noun()}</note>`,
  tsvector: ({ faker }) => faker.word.noun(),
  tsquery: ({ faker }) => faker.word.noun(),
  ltree: ({ faker }) => `top.${faker.string.alpha({ length: 6, casing: 'lower' })}`,
  hstore: ({ faker }) => `"color"=>"${faker.word.adjective()}"`,
  int4range: (draw) => `[${range(draw).join(',')})`,
  int8range: (draw) => `[${range(draw).join(',')})`,
  numrange: (draw) => `[${range(draw).join(',')})`,
  daterange: (draw) => `[${draw.later().toISOString().slice(0, 10)},2027-01-01)`,
  tsrange: (draw) => `[${draw.later().toISOString().slice(0, 10)},2027-01-01)`,
  tstzrange: (draw) => `[${draw.later().toISOString().slice(0, 10)},2027-01-01)`,
  pg_lsn: ({ faker }) => `0/${faker.number.int({ min: 1, max: 9_999 })}`,
  oid: ({ faker }) => String(faker.number.int({ min: 1, max: 9_999 })),
  name: ({ faker }) => faker.word.noun(),
  jsonpath: () => '$."a"',
  geometry: ({ faker }) => `POINT(${faker.location.longitude()} ${faker.location.latitude()})`,
  geography: ({ faker }) => `POINT(${faker.location.longitude()} ${faker.location.latitude()})`,
};

/** A value of a type that only PostgreSQL knows, such as `inet` or `vector(3)`. */
export function other(typeName: string): Maker {
  const [, name = '', size] = /^([a-z0-9_]+) ?(?:varying)?(?:\((\d+)[^)]*\))?$/i.exec(typeName) ?? [];
  const length = Number(size ?? 1);
  const kind = name.toLowerCase();
  if (kind === 'vector' || kind === 'halfvec')
    return ({ faker }) =>
      `[${faker.helpers.multiple(() => faker.number.float({ fractionDigits: 3 }), { count: length }).join(',')}]`;
  if (kind === 'bit' || kind === 'varbit') return ({ faker }) => faker.string.binary({ length, prefix: '' });
  return new Map(Object.entries(TYPES)).get(kind) ?? unknown();
}
