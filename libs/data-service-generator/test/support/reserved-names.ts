import { proofCases } from '@amplication/testing';
const list = (text: string): string[] => [...new Set(text.trim().split(/\s+/))];

/** Names that TypeScript, JavaScript, PostgreSQL, NestJS, Drizzle or the templates know as something else. */
export const RESERVED_NAMES = list(`
  abstract accessor any arguments as asserts async await bigint boolean break case catch class const constructor
  continue debugger declare default delete do else enum eval export extends false finally for from function get global
  if implements import in infer instanceof interface intrinsic is keyof let module namespace never new null number
  object of out override package private protected public readonly require return satisfies set static string super
  switch symbol this throw true try type typeof undefined unique unknown using var void while with yield
  __proto__ __defineGetter__ __lookupSetter__ hasOwnProperty isPrototypeOf propertyIsEnumerable prototype
  toLocaleString toString valueOf toJSON then length name arguments caller apply bind call _ __ _1 _id
  Array ArrayBuffer BigInt Buffer Date Error Function Infinity Intl JSON Map Math NaN Number Object Promise Proxy
  Reflect RegExp Set String Symbol WeakMap URL globalThis process console exports __dirname __filename
  all analyse analyze and array asc asymmetric both cast check collate column constraint create current_date
  current_user deferrable desc distinct end except fetch foreign grant group having initially intersect into
  lateral leading limit localtime not offset on only or order placing primary references returning select
  session_user some symmetric table to trailing union user variadic when where window oid tableoid xmin cmin
  xmax cmax ctid
  Module Controller Injectable Inject Repository Service Database Record Page Query Body Param Get Post Patch Put
  Delete Request Response Test Client Pool Config Logger Health Common Testing Docs Enums App Main Migrate
  ApiProperty ApiTags PartialType OmitType IsIn IsInt IsText Matches Type Transform Validate Min Max
  Table Column sql SQL eq ne pg pgTable pgEnum pgSchema integer text uuid numeric jsonb primaryKey AnyPgColumn
  enableRLS getSQL shouldOmitSQLParens List Sample Link Links Key Row Dto Document DocumentPage DocumentRow
  ListQuery InMemory con aux nul prn com1 lpt9 id createdAt updatedAt list find update values key keys row rows
  query items total service repository api path limit sort _limit _offset _order _sort ids own target links
  index entity field relation role migrations dist src node_modules`);

const spelled = (name: string) =>
  name
    .replaceAll('_', ' ')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .trim();

/** Those that the language lets stand beside each other: two that differ in their spelling alone are one name. */
const DISTINCT = RESERVED_NAMES.filter(
  (name, index) => RESERVED_NAMES.findIndex((other) => spelled(other) === spelled(name)) === index,
);

/** Those that are entities, enums and relations: each takes a second, so every sixth in the suite of every day. */
const TRIED = proofCases(DISTINCT, 6);

const ID = {
  id: 'key',
  name: 'key',
  type: 'uuid',
  required: true,
  readOnly: true,
  default: { kind: 'id', made: 'uuidv4' },
};
const FIELD_OF_EACH = RESERVED_NAMES.filter((name) => name !== 'key');

const text = (name: string, more: object = {}) => ({
  id: `f-${name}`,
  name,
  type: 'text',
  column: `c_${name}`,
  ...more,
});

/** Names whose columns would be the same as that of another one. */
const NOT_BY_THEMSELVES = new Set(['_', '__', 'key', 'Key', '_1']);

/** One model in which each of the names is an entity, a field, an enum, a value, a role, a relation and an inverse. */
export const RESERVED_MODEL = {
  version: 2,
  name: 'Reserved',
  roles: DISTINCT.slice(0, 50).map((name) => ({ id: name, name })),
  enums: TRIED.map((name) => ({
    id: name,
    name,
    native: name.length % 2 === 0,
    typeName: `enum_${name}`,
    values: [
      { id: 'a', name },
      { id: 'b', name: 'other value' },
    ],
  })).concat({
    id: 'all-values',
    name: 'AllOfThem',
    native: false,
    typeName: 'all_of_them',
    values: RESERVED_NAMES.map((name) => ({ id: name, name })),
  }),
  entities: [
    ...TRIED.map((name, index) => ({
      id: name,
      name,
      table: `t_${name}`,
      key: { fields: ['key'] },
      fields: [ID, text('name'), { id: 'kind', name: 'kind', type: 'enum', enumId: TRIED[index] }],
    })),
    {
      id: 'every-field',
      name: 'EveryField',
      key: { fields: ['key'] },
      fields: [ID, ...FIELD_OF_EACH.map((name) => text(name))],
    },
    {
      id: 'physical',
      name: 'Physical',
      key: { fields: ['key'] },
      fields: [
        ID,
        ...DISTINCT.filter((name) => !NOT_BY_THEMSELVES.has(name)).map((name) =>
          text(name, { column: null }),
        ),
      ],
    },
    {
      id: 'every-value',
      name: 'EveryValue',
      key: { fields: ['key'] },
      fields: [ID, { id: 'value', name: 'value', type: 'enum', enumId: 'all-values' }],
    },
    ...[0, 1].map((part) => ({
      id: `every-relation-${part}`,
      name: `EveryRelation${part}`,
      key: { fields: ['key'] },
      fields: [ID],
      relations: TRIED.filter((_name, index) => index % 2 === part).map((name, index) => ({
        id: `r-${name}`,
        name: name === 'key' ? 'keyOf' : name,
        entityId: name,
        column: `r_${name}`,
        inverse: { name: `seen${index}By` },
      })),
    })),
    {
      id: 'every-link',
      name: 'EveryLink',
      key: { fields: ['key'] },
      fields: [ID],
      relations: TRIED.slice(0, 60).map((name) => ({
        id: `l-${name}`,
        name: name === 'key' ? 'keyOf' : name,
        kind: 'many-to-many',
        entityId: 'every-value',
        joinTable: { table: `l_${name}` },
        inverse: { name: `${name}_seen` },
      })),
    },
  ],
};
