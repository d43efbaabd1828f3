import { counted } from '../../runtime-test/counted';
import { tsString } from '../render/escape';
import type { FieldOf } from '../types/code-parts';
import type { TestValues } from './test-values';
import { days } from './time-values';

const LATER = [991, 992, 993];
const UUID = '6f1d6c1e-8a34-4f0b-9a51-000000000000';

const later = (start: string): Pick<TestValues, 'nth' | 'some'> => ({
  nth: `counted('${start}', n)`,
  some: LATER.map((n) => tsString(counted(start, n))),
});

/** Of the types that have no rules of their own. */
export const PLAIN_VALUES = {
  boolean: {
    nth: 'n % 2 === 0',
    some: ['false', 'true'],
    takes: ['false', 'true'],
    refuses: ["'yes'", '1'],
  },
  date: {
    ...days('2024-02-28'),
    takes: ["'0001-01-01'", "'2024-02-29'", "'9999-12-31'"],
    refuses: ["'2023-02-29'", "'2024-2-1'", '7'],
  },
  json: {
    nth: { object: [['size', 'n']] },
    some: [{ object: [['size', '991']] }, { object: [['size', '992']] }],
    takes: [{ list: [] }, "'text'", 'false', { object: [['a', 'null']] }],
    refuses: [],
  },
  bytes: { ...later('AAAA'), takes: ["''", "'AA=='", "'AAECAwT/'"], refuses: ["'A'", "'no base64'", '7'] },
  uuid: { ...later(UUID), takes: [], refuses: ["'no-uuid'", '7'] },
} as const satisfies Record<string, TestValues>;

/** Of types that only PostgreSQL knows, by their names: what it shows as it was written. */
const OTHERS: Readonly<Record<string, string>> = {
  citext: "counted('text000', n)",
  name: "counted('text000', n)",
  ltree: "counted('top.text000', n)",
  inet: '`10.0.0.${n % 256}`',
  cidr: '`10.0.${n % 256}.0/24`',
  macaddr: "counted('08:00:2b:00:00:00', n % 10)",
  interval: '`${n + 1} days`',
  point: '`(${n},1)`',
  circle: '`<(${n},1),1>`',
  xml: '`<n>${n}</n>`',
  int4range: '`[${n},${n + 1})`',
  int8range: '`[${n},${n + 1})`',
  numrange: '`[${n},${n + 1})`',
  oid: 'String(n)',
};

export function otherValues({ typeName }: FieldOf<'other'>): TestValues {
  const nth = new Map(Object.entries(OTHERS)).get(typeName.toLowerCase()) ?? null;
  const at = (n: number) => nth?.replaceAll(/\bn\b(?=[,)} ])/g, String(n));
  const some = nth !== null && !nth.includes('`') && !nth.includes('%') ? LATER.map(at) : [];
  return { nth, some: some.filter((code) => code !== undefined), takes: [], refuses: ['7'] };
}
