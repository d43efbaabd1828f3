import { chance, type Draw, NASTY_TEXTS, physicalName } from './draw.fixture';

type Part = Record<string, unknown>;

/** An enum of a random model, as far as fields need it. */
export interface DrawnEnum {
  id: string;
  values: { name: string }[];
}

/** Rules of each type with values that they accept, none of them first. */
const KINDS: readonly (readonly [Part, readonly unknown[]])[] = [
  [{ type: 'text' }, ['', 'plain', ...NASTY_TEXTS]],
  [{ type: 'text', minLength: 2, maxLength: 40 }, ['ab', "it's"]],
  [{ type: 'text', store: 'varchar' }, ['x', 'a\\']],
  [{ type: 'text', store: 'varchar', maxLength: 40, minLength: 1 }, ['x', "it's"]],
  [{ type: 'text', store: 'char', maxLength: 5 }, ['abcde']],
  [{ type: 'text', format: 'email', pattern: '^[^@]+@.+$' }, ['a@b.example']],
  [{ type: 'integer', bytes: 2, minimum: '-5', maximum: '40000' }, [0, -5, '32767']],
  [{ type: 'integer', bytes: 4, minimum: '0' }, [7, '2147483647']],
  [{ type: 'integer', bytes: 4, maximum: '99.5' }, [-2147483648, 99]],
  [{ type: 'integer', bytes: 8, maximum: '9007199254740993' }, ['-9223372036854775808', '9007199254740993']],
  [{ type: 'decimal' }, ['0.10', '-12345678901234567890.5', '99999999999999999999', 3]],
  [{ type: 'decimal', precision: 10, scale: 2, minimum: '-0.5', maximum: '100' }, ['0', '-0.25', '99.99']],
  [{ type: 'decimal', precision: 20, minimum: '9007199254740993' }, ['9007199254740993']],
  [{ type: 'double' }, [0, -1.5, 1e21, 1e-7, 123456.789, 0.0001, 1e15, -123456789012345]],
  [{ type: 'double', bytes: 4, minimum: -2, maximum: 0.5 }, [0.25, -2, 0.1, 1e-9]],
  [{ type: 'double', bytes: 4 }, [1000000, 16777216, 3.1415926, -0.00001]],
  [{ type: 'boolean' }, [true, false]],
  [{ type: 'date' }, ['2026-01-31']],
  [{ type: 'time' }, ['08:30', '08:30:01.500']],
  [{ type: 'time', precision: 3, zone: true }, ['08:30:00+02', '23:59:59Z', '08:30-0230']],
  [{ type: 'timestamp' }, ['2026-01-31T08:30:00Z', '2026-01-31T08:30:00.123456+02:30', '2026-01-31']],
  [{ type: 'timestamp', precision: 0, zone: false }, ['2026-01-31T08:30:00', '2026-01-31 08:30']],
  [{ type: 'timestamp', precision: 6 }, ['2026-12-31T23:30:00-01:00']],
  [{ type: 'json' }, [{}, { bb: [1, 1.5, "it's", null], a: { '': true } }, [1, 'x'], 'text', 1e21]],
  [{ type: 'json', binary: false }, [{ b: 1, a: '\\' }, []]],
  [{ type: 'bytes' }, ['', '00FF']],
  [{ type: 'uuid' }, ['A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11']],
  [{ type: 'other', typeName: 'inet' }, ['10.0.0.1']],
  [{ type: 'other', typeName: 'interval' }, ['1 day']],
  [{ type: 'other', typeName: 'varbit(8)' }, []],
  [{ type: 'other', typeName: 'tsvector' }, []],
  [{ type: 'other', typeName: 'int4range' }, []],
  [{ type: 'other', typeName: 'money' }, []],
  [{ type: 'other', typeName: 'xml' }, []],
];

/** Types that PostgreSQL compares, and so holds in a btree; also those with which nothing is left to chance. */
const COMPARED = ['text', 'integer', 'decimal', 'date', 'timestamp', 'uuid', 'boolean', 'enum'];

/** Whether rows can be told apart by a field. */
export const isCompared = ({ type, list }: Part): boolean => COMPARED.includes(String(type)) && list !== true;

/** Any field that is no key. */
export function drawField(
  draw: Draw,
  id: string,
  name: string,
  enums: DrawnEnum[],
  columns: Set<string>,
): Part {
  const withEnums = enums.map(
    ({ id: enumId, values }) => [{ type: 'enum', enumId }, values.map((value) => value.name)] as const,
  );
  const [kind, values] = draw([...KINDS, ...withEnums, ...withEnums]);
  const list = chance(draw, 2);
  const field = { id, name, ...kind, list };
  return {
    ...field,
    column: physicalName(draw, columns),
    description: draw(['', '', 'Said.', ...NASTY_TEXTS]),
    required: chance(draw, 5),
    unique: isCompared(field) && chance(draw, 2),
    readOnly: chance(draw, 1),
    searchable: kind['type'] === 'text' && chance(draw, 3),
    sortable: chance(draw, 8),
    default: chance(draw, 5) ? drawDefault(draw, field, values) : null,
  };
}

function drawDefault(draw: Draw, field: Part, values: readonly unknown[]): Part | null {
  const { type, list } = field;
  const isNumbered = type === 'integer' && list === false;
  if (isNumbered && chance(draw, 2)) return { kind: 'sequence' };
  if (['date', 'time', 'timestamp'].includes(String(type)) && list === false && chance(draw, 5))
    return { kind: 'now' };
  if (type === 'uuid' && list === false && chance(draw, 6))
    return { kind: 'id', made: draw(['uuidv4', 'uuidv7']), by: draw(['service', 'database']) };
  if (type === 'text' && list === false && field['maxLength'] === undefined && chance(draw, 3))
    return { kind: 'id', made: draw(['cuid', 'cuid2', 'ulid', 'nanoid', 'uuidv4']) };
  const scalars = values.filter((value) => typeof value !== 'object');
  if (list === true) return { kind: 'literal', value: scalars.filter(() => chance(draw, 5)) };
  return values.length > 0 ? { kind: 'literal', value: draw(values) } : null;
}
