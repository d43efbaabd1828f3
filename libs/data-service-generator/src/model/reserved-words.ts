const set = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Words that TypeScript keeps for itself, strict mode included. */
export const TYPESCRIPT_WORDS = set(`
  abstract any arguments as async await bigint boolean break case catch class const continue debugger declare
  default delete do else enum eval export extends false finally for function get if implements import in infer
  instanceof interface is keyof let module namespace never new null number object of package private protected
  public readonly require return set static string super switch symbol this throw true try type typeof undefined
  unique unknown var void while with yield`);

/** Keywords that PostgreSQL reserves (Appendix C of its manual). */
export const SQL_WORDS = set(`
  all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation
  column concurrently constraint create cross current_catalog current_date current_role current_schema
  current_time current_timestamp current_user default deferrable desc distinct do else end except false fetch for
  foreign freeze from full grant group having ilike in initially inner intersect into is isnull join lateral
  leading left like limit localtime localtimestamp natural not notnull null offset on only or order outer overlaps
  placing primary references returning right select session_user similar some symmetric system_user table
  tablesample then to trailing true union unique user using variadic verbose when where window with`);

/** Names that the generated code gives to classes and types of its own, of its packages or of JavaScript. */
export const CLASS_NAMES = set(`
  AnyPgColumn ApiCreatedResponse ApiNoContentResponse ApiOkResponse ApiProperty ApiPropertyOptional ApiTags
  AppModule ArgumentsHost Array ArrayBuffer BadRequestException BaseExceptionFilter BaseRow BigInt Body Boolean
  Buffer Catch Client Config ConflictException Controller Database DatabaseErrorFilter DatabaseModule Date Delete
  DocumentBuilder Error Function Get Global HealthController HealthModule HttpAdapterHost HttpCode
  INestApplication InMemoryRepository Infinity Inject Injectable Intl IsBoolean IsDate IsDecimal IsDefined
  IsEmail IsIn IsInt IsISO8601 IsNotEmpty IsOptional IsString IsUUID JSON ListQuery Logger Map Matches Math Max
  MaxLength Min Module ModuleMetadata NaN NestFactory NodePgDatabase NotFoundException Number Object
  OnApplicationShutdown Page Param ParseUUIDPipe Partial PartialType Patch PgColumn Pick Pool Post PostgresError
  Promise Proxy Query Record Reflect RegExp Repository ServiceUnavailableException Set SQL String SwaggerModule
  Symbol Test TestAnswer TestApi ToBoolean Transform Type URL ValidationPipe WeakMap WeakSet`);

/** Every entity has these by itself. */
export const BUILT_IN_FIELDS = set(`id createdAt updatedAt`);

/** Properties of every JavaScript object. */
export const OBJECT_PROPERTIES = set(`
  constructor hasOwnProperty isPrototypeOf propertyIsEnumerable prototype toLocaleString toString valueOf toJSON`);

/** Folders and routes that every generated service has by itself. */
export const ROUTES = set(`common database docs health testing`);

/** Names that Windows gives to devices: a file or folder of that name cannot be checked out there. */
export const DEVICE_NAMES = /^(con|prn|aux|nul|com\d|lpt\d)$/;
