import embedded from '../runtime/embedded.json' with { type: 'json' };

const set = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/**
 * What the templates themselves import or declare and what a name made of an entity could be as well. Names made of the
 * model all end in a word of ours (`Dto`, `Service`, `Table`), so this list holds the names of that form alone; a test
 * compares it with what is generated.
 */
export const OWN_NAMES = set(`
  ApiList AppModule AuthModule ByKey DatabaseModule DiscoveryModule DiscoveryService EntityPermissions getTableColumns
  HealthController HealthModule HttpModule IdempotencyModule JWTVerifyGetKey LoggerService PgTable RepositoriesModule
  IsJsonValue primaryKey RuntimeModule ScopeColumns SwaggerModule TelemetryModule theRow theService `);

export { DEVICE_NAMES } from '@amplication/foundation';

/** Folders below `src` and `src/generated` that every service has by itself. */
export const OWN_FOLDERS: ReadonlySet<string> = new Set([
  'enums',
  'generated',
  ...Object.keys(embedded).flatMap((path) => (path.includes('/') ? [path.slice(0, path.indexOf('/'))] : [])),
]);

/** Routes that every service has by itself. */
export const OWN_ROUTES = set(`docs docs-json docs-yaml health`);

/** Parameters of a list that are no filters. */
export const LIST_PARAMETERS = set(`_cursor _include _limit _offset _search _sort _total`);

/**
 * Names that JavaScript, Drizzle or the frameworks look for on every object. In code each has one underscore more; in
 * the API it is as the model has it. With underscores behind it already it gets one more too, so no two become one.
 */
export const AWKWARD =
  '^(?:__proto__|__(?:define|lookup)[GS]etter__|constructor|prototype|hasOwnProperty|isPrototypeOf|propertyIsEnumerable' +
  '|toLocaleString|toString|valueOf|toJSON|then|enableRLS|getSQL|shouldOmitSQLParens|_)_*$';

const AWKWARD_NAME = new RegExp(AWKWARD);

/** Whether the property of a name differs from the name. */
export const isAwkward = (name: string) => AWKWARD_NAME.test(name);

/** The property in TypeScript of what the API calls `name`. */
export const propertyOf = (name: string) => (isAwkward(name) ? `${name}_` : name);
