import { proofCases } from '@amplication/testing';
import { runtimeFiles } from '../../src/runtime/runtime-files';

const list = (text: string): string[] => [...new Set(text.trim().split(/\s+/))];

/** Names that TypeScript, JavaScript, PostgreSQL, NestJS, Drizzle, Express or the templates know as something else. */
const OF_OTHERS = list(`
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
  index entity field relation role migrations dist src node_modules
  _search _total _cursor _include _total_ include total cursor search next items Caller caller scope within parent
  parents linked related hidden kept owned owner tenant found drizzle request response ifMatch include route routes
  nested permissions columns place tag relate present presentPage subject roles isService PgTable PgColumn and or not
  inArray isNull desc asc count placeholder alias View Guard Interceptor Pipe Filter Module Global HttpCode Put Res Req
  Express NextFunction Router app server use params body headers cookies session ip method url status send json
  jose JWTPayload SignJWT jwtVerify iss sub aud exp iat jti alg pino level time pid hostname msg err req res
  serializers redact child fatal error warn info debug trace silent health live ready docs api idempotency
  generated enums commands http values runtime config telemetry context auth isolatedModules __esModule`);

/** What the sources that are the same in every service export, and so other files of it may import. */
const OF_RUNTIME = runtimeFiles().flatMap(({ content }) =>
  [...content.matchAll(/^export (?:abstract |async )*(?:class|const|function|interface|type) (\w+)/gm)].map(
    ([, name = '']) => name,
  ),
);

export const RESERVED_NAMES = [...new Set([...OF_OTHERS, ...OF_RUNTIME])];

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

/** Those that are entities, enums and relations: each takes a second, so every tenth in the suite of every day. */
const TRIED = proofCases(DISTINCT, 10);

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

/** Half of some names: no entity and no enum has room for all. */
const half = (names: readonly string[], part: number) => names.filter((_name, index) => index % 2 === part);
const HALVES = [0, 1];

/** What every object of JavaScript has comes first among the roles, of which a model has 50 at most. */
const ROLES = [
  ...DISTINCT.filter((name) => name in {} || name in Function),
  ...DISTINCT.filter((name) => !(name in {} || name in Function)),
].slice(0, 50);

/** Words that the fields of an entity have already. */
const FIELDS = new Set(['key', 'name', 'kind', 'value'].map(spelled));

/** A name for what refers to a row: the name itself, where no field has it. */
const besideFields = (name: string) => (FIELDS.has(spelled(name)) ? `${name}_seen` : name);

/** One model in which each of the names is an entity, a field, an enum, a value, a role, a relation and an inverse. */
export const RESERVED_MODEL = {
  version: 2,
  name: 'Reserved',
  roles: ROLES.map((name) => ({ id: name, name })),
  enums: [
    ...TRIED.map((name) => ({
      id: name,
      name,
      native: name.length % 2 === 0,
      typeName: `enum_${name}`,
      values: [
        { id: 'a', name },
        { id: 'b', name: 'other value' },
      ],
    })),
    ...HALVES.map((part) => ({
      id: `values-${part}`,
      name: `Values${part}`,
      native: false,
      typeName: `values_${part}`,
      values: half(RESERVED_NAMES, part).map((name) => ({ id: name, name })),
    })),
  ],
  entities: [
    ...TRIED.map((name, index) => ({
      id: name,
      name,
      table: `t_${name}`,
      key: { fields: ['key'] },
      fields: [ID, text('name'), { id: 'kind', name: 'kind', type: 'enum', enumId: TRIED[index] }],
    })),
    ...HALVES.flatMap((part) => [
      {
        id: `every-field-${part}`,
        name: `EveryField${part}`,
        key: { fields: ['key'] },
        fields: [ID, ...half(FIELD_OF_EACH, part).map((name) => text(name))],
      },
      {
        id: `physical-${part}`,
        name: `Physical${part}`,
        key: { fields: ['key'] },
        fields: [
          ID,
          ...half(DISTINCT, part)
            .filter((name) => !NOT_BY_THEMSELVES.has(name))
            .map((name) => text(name, { column: null })),
        ],
      },
      {
        id: `every-value-${part}`,
        name: `EveryValue${part}`,
        key: { fields: ['key'] },
        fields: [ID, { id: 'value', name: 'value', type: 'enum', enumId: `values-${part}` }],
      },
    ]),
    ...HALVES.map((part) => ({
      id: `every-relation-${part}`,
      name: `EveryRelation${part}`,
      key: { fields: ['key'] },
      fields: [ID],
      relations: half(TRIED, part).map((name) => ({
        id: `r-${name}`,
        name: name === 'key' ? 'keyOf' : name,
        entityId: name,
        column: `r_${name}`,
        inverse: { name: besideFields(name) },
      })),
    })),
    {
      id: 'every-role',
      name: 'EveryRole',
      key: { fields: ['key'] },
      access: ROLES.map((name) => ({ roleId: name, actions: ['create', 'list'], rows: 'all' })),
      fields: [
        ID,
        text('nobody', { name: 'of_nobody', writableBy: [] }),
        ...ROLES.map((name) =>
          text(name, { name: `of_${name}`, column: `o_${name}`, writableBy: [name], readableBy: [name] }),
        ),
      ],
    },
    {
      id: 'every-link',
      name: 'EveryLink',
      key: { fields: ['key'] },
      fields: [ID],
      relations: TRIED.slice(0, 60).map((name) => ({
        id: `l-${name}`,
        name: name === 'key' ? 'keyOf' : name,
        kind: 'many-to-many',
        entityId: 'every-value-0',
        joinTable: { table: `l_${name}` },
        inverse: { name: besideFields(name) },
      })),
    },
  ],
};
