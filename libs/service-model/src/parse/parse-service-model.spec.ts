import { DomainError } from '@amplication/contracts';
import { entity, field, model, relation } from '../model.fixture';
import { findModelProblems, parseServiceModel } from './parse-service-model';

const SIZE = {
  id: 'size',
  name: 'Size',
  values: [
    { id: 's', name: 'small' },
    { id: 'l', name: 'large' },
  ],
};
const ADMIN = { id: 'admin', name: 'admin' };

/** Problems of a model as `path: message`. */
const problemsOf = (value: unknown) =>
  findModelProblems(value).map(({ path, message }) => `${path}: ${message}`);
/** Problems of one entity `Order` beside an entity `Customer`. */
const ofOrder = (more: object, fields: object[] = []) =>
  problemsOf(
    model(
      [entity('Customer', {}, [field('email', 'text', { unique: true })]), entity('Order', more, fields)],
      { enums: [SIZE], roles: [ADMIN] },
    ),
  );

describe('a model', () => {
  it('is filled with all that was left out', () => {
    const parsed = parseServiceModel(model([entity('Order', {}, [field('note', 'text')])]));
    expect(parsed.entities[0]).toMatchObject({
      pluralName: null,
      relations: [],
      uniques: [],
      indexes: [],
      checks: [],
    });
    expect(parsed.entities[0]?.fields[1]).toMatchObject({
      required: false,
      list: false,
      maxLength: null,
      store: 'text',
    });
    expect(parseServiceModel(parsed)).toEqual(parsed);
  });

  it.each(['type', 'package', 'order', 'from', 'Page', 'Record', 'Module', 'first_name', 'constructor'])(
    'may have something of the name %s',
    (name) => {
      expect(
        problemsOf(model([entity(name === 'Page' ? name : 'Thing', {}, [field(name, 'text')])])),
      ).toEqual([]);
      expect(problemsOf(model([entity(name)]))).toEqual([]);
    },
  );

  it('throws MODEL_INVALID with the problems as sentences', () => {
    const read = () => parseServiceModel({ version: 2, entities: 1 });
    expect(read).toThrow(DomainError);
    expect(read).toThrow('The model cannot be generated: name: is missing; entities: must be a list.');
  });

  it('of another version is refused in one sentence', () => {
    expect(problemsOf({ version: 1, name: 'Shop', entities: [] })).toEqual(['version: must be 2, and not 1']);
    expect(problemsOf({ name: 'Shop', entities: [] })).toEqual(['version: is missing']);
  });

  it.each([[null], ['x'], [7], [[]]])('is not %j', (value) => {
    expect(problemsOf(value)).toEqual([': must be an object']);
  });

  it('names every wrong part at once', () => {
    expect(
      problemsOf({
        version: 2,
        name: '',
        entities: [
          {
            id: 'a b',
            name: '1st',
            key: { fields: [] },
            fields: [
              field('x', 'txt'),
              field('y', 'text', { maxLength: 'long', foo: 1, default: { kind: 'later' } }),
            ],
          },
        ],
      }),
    ).toEqual([
      'name: must not be empty',
      'entities[0].id: must hold letters, digits and `.`, `:`, `-`, `_` only',
      'entities[0].name: must begin with a letter and hold letters, digits and underscores only',
      expect.stringMatching(/^entities\[0\]\.fields\[0\]\.type: must be one of text, integer, /),
      'entities[0].fields[1].foo: is not known here',
      expect.stringMatching(/^entities\[0\]\.fields\[1\]\.default\.kind: must be one of literal, now, /),
      'entities[0].fields[1].maxLength: must be a whole number or null',
      'entities[0].key.fields: must have at least 1 entry',
    ]);
  });
});

describe('what is there twice', () => {
  it.each<[string, object, string]>([
    [
      'an entity',
      model([entity('Order'), entity('Order', { id: 'o2', table: 'x' })]),
      'entities[1].name: is the name of another one: Order',
    ],
    [
      'an entity, but for its spelling',
      model([entity('UserAccount'), entity('user_account', { table: 'x', id: 'u2' })]),
      'entities[1].name: differs from UserAccount only in how it is written',
    ],
    ['an id', model([entity('A'), entity('B', { id: 'a' })]), 'entities[1].id: is the id of another one: a'],
    [
      'a field',
      model([entity('A', {}, [field('x', 'text'), field('x', 'text', { id: 'y', column: 'y' })])]),
      'entities[0].fields[2].name: is the name of another field or relation of A: x',
    ],
    [
      'a column',
      model([entity('A', {}, [field('firstName', 'text'), field('first_name', 'text')])]),
      'entities[0].fields[2].column: would be the column first_name, which A has already',
    ],
    [
      'a column of a relation',
      model([entity('A', { relations: [relation('b', 'a')] }, [field('bId', 'uuid')])]),
      'entities[0].relations[0].column: would be the column b_id, which A has already',
    ],
    [
      'a table',
      model([entity('A', { table: 'x' }), entity('B', { table: 'x' })]),
      'entities[1].table: would be called public.x in PostgreSQL, as something else is already',
    ],
    [
      'a name on the other side',
      model([
        entity('A', {}, [field('bs', 'text')]),
        entity('B', { relations: [relation('a', 'a', { inverse: { name: 'bs' } })] }),
      ]),
      'entities[1].relations[0].inverse.name: is the name of another field or relation of A: bs',
    ],
    [
      'a value',
      model([], {
        enums: [
          {
            ...SIZE,
            values: [
              { id: 'a', name: 'x' },
              { id: 'b', name: 'x' },
            ],
          },
        ],
      }),
      'enums[0].values[1].name: is there twice: x',
    ],
  ])('%s', (_what, value, problem) => {
    expect(problemsOf(value)).toContain(problem);
  });

  it('may be in schemas of PostgreSQL that differ', () => {
    expect(
      problemsOf(model([entity('A', { table: 'x' }), entity('B', { table: 'x', schema: 'other' })])),
    ).toEqual([]);
  });
});

describe('names in PostgreSQL', () => {
  const unique = (constraint: string, more: object = {}) => ({
    ...{ id: `u-${constraint}`, fields: ['a'], constraint },
    ...more,
  });
  const index = (name: string) => ({ id: `i-${name}`, name, parts: [{ fieldId: 'a' }] });
  const a = field('a', 'integer');

  it.each<[string, object, string[]]>([
    [
      'an index as another one',
      { indexes: [index('x'), { ...index('x'), id: 'y' }] },
      ['entities[1].indexes[1].name: is the name of something else in the schema public: x'],
    ],
    [
      'an index as a unique',
      { uniques: [unique('x')], indexes: [index('x')] },
      ['entities[1].indexes[0].name: is the name of something else in the schema public: x'],
    ],
    [
      'an index as a table',
      { indexes: [index('customers')] },
      ['entities[1].indexes[0].name: is the name of something else in the schema public: customers'],
    ],
    [
      'a check as the key',
      {
        key: { fields: ['id'], constraint: 'x' },
        checks: [{ id: 'c', constraint: 'x', expression: 'true' }],
      },
      ['entities[1].checks[0].constraint: is the name of something else of Order: x'],
    ],
    [
      'a check as an index, which is no constraint',
      {
        checks: [{ id: 'c', constraint: 'x', expression: 'true' }],
        uniques: [unique('x', { kind: 'index' })],
      },
      [],
    ],
    [
      'both columns of a join table',
      {
        relations: [
          relation('c', 'customer', {
            kind: 'many-to-many',
            joinTable: { ownColumn: 'x', targetColumn: 'x' },
          }),
        ],
      },
      ['entities[1].relations[0].joinTable.targetColumn: is the name of the other column too: x'],
    ],
    [
      'of too many bytes',
      { table: 'é'.repeat(32) },
      ['entities[1].table: must have at most 63 bytes, as a name in PostgreSQL'],
    ],
    ['of just so many', { table: `${'é'.repeat(31)}x` }, []],
    [
      'with a zero',
      { indexes: [{ ...index('x'), name: 'x\0' }] },
      ['entities[1].indexes[0].name: holds a character that PostgreSQL cannot keep'],
    ],
    [
      'with half a character',
      { table: 'x\ud800' },
      ['entities[1].table: holds a character that PostgreSQL cannot keep'],
    ],
  ])('%s', (_what, more, problems) => {
    expect(ofOrder(more, [a])).toEqual(problems);
  });

  it('of a join table differ, though entity, target and relation have one name', () => {
    const tag = entity('Tag', {
      relations: [relation('tag', 'tag', { kind: 'many-to-many', inverse: { name: 'tagged' } })],
    });
    expect(problemsOf(model([tag]))).toEqual([]);
  });

  it('may be the same in another schema', () => {
    const more = { indexes: [index('x')] };
    expect(
      problemsOf(model([entity('A', more, [a]), entity('B', { ...more, schema: 'other' }, [a])])),
    ).toEqual([]);
  });
});

describe('what points at nothing', () => {
  it.each<[object, string]>([
    [{ key: { fields: ['no'] } }, 'entities[1].key.fields[0]: names no field of Order: no'],
    [
      { uniques: [{ id: 'u', fields: ['id', 'no'] }] },
      'entities[1].uniques[0].fields[1]: names no field or relation of Order: no',
    ],
    [
      { indexes: [{ id: 'i', parts: [{ fieldId: 'no' }] }] },
      'entities[1].indexes[0].parts[0].fieldId: names no field or relation of Order: no',
    ],
    [
      { indexes: [{ id: 'i', parts: [{}] }] },
      'entities[1].indexes[0].parts[0]: must have either a field or an expression',
    ],
    [
      { indexes: [{ id: 'i', parts: [{ fieldId: 'id' }], include: ['no'] }] },
      'entities[1].indexes[0].include[0]: names no field or relation of Order: no',
    ],
    [
      { relations: [relation('x', 'no')] },
      'entities[1].relations[0].entityId: names no entity of this model: no',
    ],
    [
      { access: [{ roleId: 'no', actions: ['read'] }] },
      'entities[1].access[0].roleId: names no role of this model: no',
    ],
    [
      { access: [{ actions: ['read'], rows: 'own' }] },
      'entities[1].access[0].rows: needs a field of Order with the role owner',
    ],
    [
      { access: [{ actions: ['read'], rows: 'tenant' }] },
      'entities[1].access[0].rows: needs a field of Order with the role tenant',
    ],
  ])('%j', (more, problem) => {
    expect(ofOrder(more)).toEqual([problem]);
  });

  it('is an enum or a role', () => {
    expect(ofOrder({}, [field('a', 'enum', { enumId: 'no', readableBy: ['no'] })])).toEqual([
      'entities[1].fields[1].enumId: names no enum of this model: no',
      'entities[1].fields[1].readableBy[0]: names no role of this model: no',
    ]);
  });
});

describe('a field', () => {
  it.each<[object, string]>([
    [{ type: 'text', minLength: 3, maxLength: 2 }, 'minLength: must not be more than the maximum'],
    [{ type: 'text', pattern: '(' }, 'pattern: is no regular expression'],
    [{ type: 'text', store: 'char' }, 'maxLength: is needed where the text is kept as char'],
    [{ type: 'integer', minimum: '3', maximum: '2' }, 'minimum: must not be more than the maximum'],
    [{ type: 'integer', secret: true }, 'secret: is for single texts only'],
    [{ type: 'text', readOnly: true, writeOnly: true }, 'writeOnly: cannot be, since the field is read-only'],
    [{ type: 'integer', searchable: true }, 'searchable: is for texts only'],
    [
      { type: 'integer', generated: '1', default: { kind: 'literal', value: 1 } },
      'default: cannot be, since the value is generated',
    ],
    [
      { type: 'json', binary: false, unique: true },
      'unique: is not possible: PostgreSQL cannot compare json; jsonb can be',
    ],
    [{ type: 'text', role: 'version' }, 'role: needs a field of type integer'],
  ])('%j', (more, problem) => {
    expect(ofOrder({}, [{ id: 'x', name: 'x', ...more }])).toEqual([`entities[1].fields[1].${problem}`]);
  });

  const literal = (value: unknown) => ({ kind: 'literal', value });
  it.each<[object, object, string | null]>([
    [{ type: 'text' }, literal('x'), null],
    [{ type: 'text', maxLength: 1 }, literal('xy'), 'has more than 1 characters'],
    [{ type: 'text', minLength: 2 }, literal('x'), 'has fewer than 2 characters'],
    [{ type: 'text' }, literal(1), 'must be a text'],
    [{ type: 'text', list: true }, literal(['a']), null],
    [{ type: 'text', list: true }, literal('a'), 'must be a list, as the field is'],
    [{ type: 'text', list: true }, literal([1]), 'must be a text'],
    [{ type: 'integer' }, literal(7), null],
    [{ type: 'integer' }, literal(1.5), 'must be a whole number'],
    [{ type: 'integer', bytes: 2 }, literal(32_768), 'does not fit into 2 bytes'],
    [{ type: 'integer', bytes: 2 }, literal(-32_768), null],
    [{ type: 'integer', bytes: 8 }, literal('9223372036854775807'), null],
    [{ type: 'integer', bytes: 8 }, literal('9223372036854775808'), 'does not fit into 8 bytes'],
    [{ type: 'integer', minimum: '1' }, literal(0), 'is less than 1'],
    [{ type: 'decimal', maximum: '1' }, literal('1.5'), 'is more than 1'],
    [{ type: 'decimal' }, literal('x'), 'must be a number'],
    [{ type: 'double' }, literal('1'), 'must be a number'],
    [{ type: 'boolean' }, literal('true'), 'must be true or false'],
    [{ type: 'date' }, literal('2026-02-30x'), 'must be a date such as 2026-01-31'],
    [{ type: 'date' }, { kind: 'now' }, null],
    [{ type: 'time' }, literal('08:30'), null],
    [{ type: 'time' }, literal('8'), 'must be a time such as 08:30:00'],
    [{ type: 'timestamp' }, literal('yesterday'), 'must be a moment such as 2026-01-31T08:30:00Z'],
    [{ type: 'json' }, literal({ a: 1 }), null],
    [{ type: 'bytes' }, literal('0f'), null],
    [{ type: 'bytes' }, literal('0'), 'must be bytes, two hexadecimal digits each'],
    [{ type: 'uuid' }, literal('x'), 'must be a uuid'],
    [{ type: 'enum', enumId: 'size' }, literal('small'), null],
    [{ type: 'enum', enumId: 'size' }, literal('huge'), 'is no value of Size: huge'],
    [{ type: 'other', typeName: 'inet' }, literal('127.0.0.1'), null],
    [{ type: 'text' }, { kind: 'now' }, 'can be the time of now for a date, a time or a timestamp only'],
    [{ type: 'text' }, { kind: 'identity' }, 'can be counted for an integer only'],
    [{ type: 'integer' }, { kind: 'sequence' }, null],
    [{ type: 'integer' }, { kind: 'sequence', bytes: 8, start: '5000000000', owned: false }, null],
    [{ type: 'integer' }, { kind: 'sequence', start: '-1', increment: '-1' }, null],
    [
      { type: 'integer' },
      { kind: 'sequence', start: '5000000000' },
      'cannot be counted from 5000000000 in steps of 1',
    ],
    [{ type: 'integer' }, { kind: 'sequence', start: '0' }, 'cannot be counted from 0 in steps of 1'],
    [{ type: 'integer' }, { kind: 'sequence', increment: '0' }, 'cannot be counted in steps of 0'],
    [{ type: 'uuid' }, { kind: 'id', made: 'uuidv7' }, null],
    [{ type: 'uuid' }, { kind: 'id', made: 'cuid' }, 'can be a made cuid for a text only'],
    [{ type: 'integer' }, { kind: 'id', made: 'uuidv4' }, 'can be a made uuid for a uuid or a text only'],
    [{ type: 'uuid' }, { kind: 'id', made: 'uuidv4', by: 'database' }, null],
    [{ type: 'text' }, { kind: 'id', made: 'uuidv4', by: 'service' }, null],
    [
      { type: 'text' },
      { kind: 'id', made: 'uuidv4', by: 'database' },
      'can be made by the database for a uuid only',
    ],
    [
      { type: 'text' },
      { kind: 'id', made: 'nanoid', by: 'database' },
      'can be made by the database for a uuid only',
    ],
    [{ type: 'text' }, { kind: 'id', made: 'nanoid', length: 12 }, null],
    [{ type: 'text' }, { kind: 'id', made: 'cuid2', length: 12 }, null],
    [{ type: 'text' }, { kind: 'id', made: 'ulid', length: 12 }, 'has no length to choose: ulid'],
    [{ type: 'integer' }, { kind: 'expression', sql: '1 + 1' }, null],
  ])('%j with the default %j', (rules, value, problem) => {
    const expected = problem === null ? [] : [`entities[1].fields[1].default: ${problem}`];
    expect(ofOrder({}, [{ id: 'x', name: 'x', ...rules, default: value }])).toEqual(expected);
  });

  it('has a role of its own', () => {
    expect(
      ofOrder({}, [field('a', 'text', { role: 'owner' }), field('b', 'text', { role: 'owner' })]),
    ).toEqual(['entities[1].fields[2].role: belongs to one field only: owner']);
  });

  it('need not be in any key', () => {
    expect(ofOrder({ key: null })).toEqual([]);
    expect(ofOrder({ key: { fields: ['id'], kind: 'unique index', constraint: 'x' } })).toEqual([]);
    expect(problemsOf(model([{ ...entity('A'), key: undefined }]))).toEqual(['entities[0].key: is missing']);
  });

  it('of the key is required', () => {
    expect(ofOrder({ key: { fields: ['x'] } }, [field('x', 'text')])).toEqual([
      'entities[1].key.fields[0]: must be required, since it is part of the key: x',
    ]);
  });
});

describe('a relation', () => {
  it.each<[string, object, object[], string[]]>([
    ['to a key', relation('customer', 'customer'), [], []],
    ['to another unique field', relation('customer', 'customer', { references: ['email'] }), [], []],
    ['held by a field', relation('customer', 'customer', { fields: ['cid'] }), [field('cid', 'uuid')], []],
    ['to itself', relation('parent', 'order', { inverse: { name: 'children' } }), [], []],
    [
      'many-to-many',
      relation('customers', 'customer', { kind: 'many-to-many', inverse: { name: 'orders' } }),
      [],
      [],
    ],
    [
      'to what is not unique',
      relation('customer', 'order', { references: ['note'] }),
      [field('note', 'text')],
      ['references: must be the key of Order or unique there'],
    ],
    [
      'to a field that is not there',
      relation('customer', 'customer', { references: ['no'] }),
      [],
      ['references: names no field of Customer: no'],
    ],
    [
      'held by too many',
      relation('customer', 'customer', { fields: ['a', 'b'] }),
      [field('a', 'uuid'), field('b', 'uuid')],
      ['fields: must be 1, as many as the key of Customer that they hold'],
    ],
    [
      'held by another type',
      relation('customer', 'customer', { fields: ['a'] }),
      [field('a', 'text')],
      ['fields[0]: is of type text, and Customer.id, which it holds, is of type uuid'],
    ],
    [
      'held by nothing',
      relation('customer', 'customer', { fields: ['no'] }),
      [],
      ['fields[0]: names no field of Order: no'],
    ],
    [
      'required and set null',
      relation('customer', 'customer', { required: true, onDelete: 'set null' }),
      [],
      ['onDelete: cannot be set null, since every row must point at one'],
    ],
    [
      'many-to-many and required',
      relation('c', 'customer', { kind: 'many-to-many', required: true }),
      [],
      ['required: cannot be: a many-to-many may always be empty'],
    ],
    [
      'that only the service keeps, held by another type',
      relation('customer', 'customer', { fields: ['a'], enforced: false }),
      [field('a', 'text')],
      [],
    ],
    [
      'many-to-many that only the service keeps',
      relation('c', 'customer', { kind: 'many-to-many', enforced: false }),
      [],
      ['enforced: must be true: a many-to-many is kept by its foreign keys'],
    ],
    [
      'with a join table and no need of it',
      relation('c', 'customer', { joinTable: {} }),
      [],
      ['joinTable: belongs to a many-to-many only'],
    ],
  ])('%s', (_what, value, fields, problems) => {
    expect(ofOrder({ relations: [value] }, fields)).toEqual(
      problems.map((one) => `entities[1].relations[0].${one}`),
    );
  });

  it.each([
    ['integer', 'integer', true],
    ['integer', 'decimal', true],
    ['decimal', 'double', true],
    ['decimal', 'integer', false],
    ['double', 'decimal', false],
    ['text', 'integer', false],
  ])('held by %s can point at %s: %s', (holder, key, isFine) => {
    const target = entity('Target', { key: { fields: ['k'] } }, [field('k', key, { required: true })]);
    const order = entity('Order', { relations: [relation('t', 'target', { fields: ['h'] })] }, [
      field('h', holder),
    ]);
    expect(problemsOf(model([target, order]))).toHaveLength(isFine ? 0 : 1);
  });

  it('points at no unique that is checked later', () => {
    const order = (checked: string) =>
      ofOrder(
        {
          uniques: [{ id: 'u', fields: ['note'], checked }],
          relations: [relation('other', 'order', { references: ['note'] })],
        },
        [field('note', 'text')],
      );
    expect(order('at once')).toEqual([]);
    expect(order('deferrable')).toEqual([
      'entities[1].relations[0].references: must be the key of Order or unique there',
    ]);
  });

  it('refuses circles in which no first row can be made', () => {
    const needs = (name: string, more: object = {}) => ({
      relations: [relation(name.toLowerCase() + 's', name.toLowerCase(), { required: true, ...more })],
    });
    expect(problemsOf(model([entity('A', needs('B')), entity('B', needs('A'))]))).toEqual([
      'entities[1].relations[0].required: makes a circle in which no first row can be made: A needs B needs A',
    ]);
    expect(problemsOf(model([entity('A', needs('A'))]))).toEqual([
      'entities[0].relations[0].required: makes a circle in which no first row can be made: A needs A',
    ]);
    expect(
      problemsOf(model([entity('A', needs('B')), entity('B', needs('A', { checked: 'at commit' }))])),
    ).toEqual([]);
    expect(problemsOf(model([entity('A', needs('B')), entity('B', needs('C')), entity('C')]))).toEqual([]);
  });

  it('needs a key to point at', () => {
    const order = (more: object) =>
      problemsOf(
        model([entity('Log', { key: null }), entity('Order', { relations: [relation('log', 'log', more)] })]),
      );
    expect(order({})).toEqual([
      'entities[1].relations[0].entityId: needs a key to point at, and Log has none',
    ]);
    expect(order({ kind: 'many-to-many' })).toEqual([
      'entities[1].relations[0].kind: needs a key of one field on both sides, and Log has none',
    ]);
  });

  it('of a key of two fields needs fields that hold it', () => {
    const pair = entity('Pair', { key: { fields: ['a', 'b'] } }, [
      field('a', 'integer', { required: true }),
      field('b', 'integer', { required: true }),
    ]);
    const order = (more: object, fields: object[] = []) =>
      problemsOf(model([pair, entity('Order', { relations: [relation('pair', 'pair', more)] }, fields)]));
    expect(order({ column: 'x' })).toContain(
      'entities[1].relations[0].column: cannot hold a key of 2 fields: name the fields that hold it',
    );
    expect(order({ fields: ['x', 'y'] }, [field('x', 'integer'), field('y', 'integer')])).toEqual([]);
    expect(order({ kind: 'many-to-many' })).toEqual([
      'entities[1].relations[0].kind: needs a key of one field on both sides, and Pair has one of 2',
    ]);
  });
});
