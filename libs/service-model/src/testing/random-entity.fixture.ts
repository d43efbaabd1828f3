import { chance, type Draw, NASTY_TEXTS, physicalName, some } from './draw.fixture';
import { drawField, type DrawnEnum, isCompared } from './random-field.fixture';

type Part = Record<string, unknown>;

/** What relations need to know of an entity that they point at. */
export interface DrawnEntity extends Part {
  id: string;
  name: string;
  fields: Part[];
  relations: Part[];
  /** Fields of its key; none where rows cannot be told apart. */
  keyFields: Part[];
}

/** Words that mean something to somebody else. */
const FIELD_NAMES = [
  'type',
  'order',
  'user',
  'class',
  'constructor',
  'from',
  'number',
  'package',
  'toString',
  'unitPrice',
];

const KEYS: readonly (readonly Part[])[] = [
  [{ name: 'id', type: 'uuid', default: { kind: 'id', made: 'uuidv4', by: 'database' } }],
  [{ name: 'id', type: 'uuid', default: { kind: 'id', made: 'uuidv7' } }],
  [{ name: 'id', type: 'integer', bytes: 8, default: { kind: 'identity', always: true } }],
  [{ name: 'id', type: 'integer', default: { kind: 'identity' } }],
  [{ name: 'id', type: 'integer', default: { kind: 'sequence' } }],
  [{ name: 'id', type: 'text', default: { kind: 'id', made: 'cuid2', length: 10 } }],
  [{ name: 'code', type: 'text', store: 'varchar', maxLength: 20 }],
  [
    { name: 'tenantId', type: 'uuid' },
    { name: 'number', type: 'integer', minimum: '1' },
  ],
];

/** An entity without relations. `taken` holds the names of relations of PostgreSQL, which are there once. */
export function drawEntity(draw: Draw, name: string, enums: DrawnEnum[], taken: Set<string>): DrawnEntity {
  const columns = new Set<string>();
  const key = draw(KEYS).map((field) => ({
    ...field,
    id: `key-${String(field['name'])}`,
    required: true,
    column: physicalName(draw, columns, 2),
  }));
  const count = draw([0, 1, 2, 3, 4, 5, 6]);
  const others = Array.from({ length: count }, (_, index) =>
    drawField(draw, `f${index}`, `${draw(FIELD_NAMES)}${index}`, enums, columns),
  );
  const amount = { id: 'amount', name: 'amount', type: 'integer', required: chance(draw, 5) };
  const double = { id: 'double', name: 'double', type: 'integer', generated: 'amount * 2' };
  const fields = [...key, amount, ...some(draw, [double]), ...others];
  const hasKey = chance(draw, 9);
  const comparable = fields.filter(isCompared);
  return {
    id: name.toLowerCase(),
    name,
    keyFields: hasKey ? key : [],
    pluralName: draw([null, null, `${name}Rows`]),
    table: physicalName(draw, taken),
    schema: draw([null, null, null, 'Other "Schema"', 'side']),
    description: draw(['', '', ...NASTY_TEXTS]),
    fields,
    relations: [],
    key: hasKey
      ? {
          fields: key.map(({ id }) => id),
          kind: draw(['primary key', 'primary key', 'unique constraint', 'unique index']),
          constraint: physicalName(draw, taken, 2),
        }
      : null,
    uniques: some(draw, [0, 1]).map((index) => ({
      id: `u${index}`,
      fields: [comparable, [...comparable].reverse()][index]?.slice(0, 2).map(({ id }) => id),
      kind: draw(['constraint', 'index']),
      constraint: physicalName(draw, taken),
      nullsNotDistinct: chance(draw, 3),
    })),
    indexes: some(draw, ['btree', 'btree', 'hash', 'gin', 'brin', 'expression']).map((method, index) =>
      drawIndex(draw, `i${index}`, method, fields, taken),
    ),
    checks: some(draw, ['amount > 3', '(amount < 100) OR (amount IS NULL)']).map((expression, index) => ({
      id: `c${index}`,
      constraint: physicalName(draw, taken),
      expression,
    })),
    access: [{ roleId: null, actions: ['read', 'list'], rows: 'all' }],
  };
}

function drawIndex(draw: Draw, id: string, method: string, fields: Part[], taken: Set<string>): Part {
  const comparable = fields.filter(isCompared);
  const jsonb = fields.filter(
    ({ type, list, binary }) => type === 'json' && list !== true && binary !== false,
  );
  const name = physicalName(draw, taken);
  if (method === 'gin' && jsonb.length > 0) {
    const operatorClass = draw([null, 'jsonb_path_ops']);
    return { id, name, method, parts: [{ fieldId: draw(jsonb)['id'], operatorClass }] };
  }
  if (method === 'hash') return { id, name, method, parts: [{ fieldId: draw(comparable)['id'] }] };
  if (method === 'brin') return { id, name, method, parts: [{ fieldId: 'amount' }] };
  if (method === 'expression')
    return {
      id,
      name,
      parts: [{ expression: 'abs(amount)' }, { expression: 'amount % 7', descending: true }],
    };
  const parts = some(draw, comparable.slice(0, 4), 6).map((field) => ({
    fieldId: field['id'],
    descending: chance(draw, 4),
    nulls: draw([null, 'first', 'last']),
  }));
  return {
    id,
    name,
    parts: parts.length > 0 ? parts : [{ fieldId: 'amount' }],
    unique: chance(draw, 3),
    include: some(draw, ['amount'], 2),
    where: draw([null, null, 'amount > 3']),
    nullsNotDistinct: false,
  };
}
