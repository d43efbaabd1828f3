import { isAwkward } from '../names/own-names';
import { file, type GeneratedFile } from '../render/generated-file';
import { Imports } from '../render/imports';
import { generic, list } from '../render/layout';
import { type EntityContext } from '../context/entity-context';
import { filtersOf, sortableOf } from '../dto-files/list-query-file';
import { repositoryType } from './service-file';

/** Where the rows of one entity are kept. */
export function repositoryFile(context: EntityContext): GeneratedFile {
  const { names, key } = context;
  const { folder } = names;
  const imports = new Imports();
  imports.add('@nestjs/common', 'Inject', 'Injectable');
  imports.add('../common/repository', 'type Page');
  imports.add('../database/database', 'DATABASE', 'type Database');
  imports.add(`./dto/create-${names.file}.dto`, `type ${names.createDto}`);
  imports.add(`./dto/list-${folder}.query`, `type ${names.query}`);
  imports.add(`./${folder}.table`, `type ${names.row}`, names.table);
  const type = repositoryType(context, imports);
  return file(
    `src/${folder}/${folder}.repository.ts`,
    `${((methods) => imports.toString() + methods)(`
/** Where ${names.words} rows are kept: PostgreSQL. */
@Injectable()
${generic(`export class ${names.repository} implements ${type.name}`, type.args, ' {')}
  constructor(@Inject(DATABASE) private readonly database: Database) {}

${listMethod(context, imports)}
  async create(values: ${names.createDto}): Promise<${names.row}> {
    const [row] = await this.database.insert(${names.table}).values(values).returning();
    return row;
  }
${key.length === 0 ? '' : `\n${keyMethods(context)}`}}
${hasKey(context, imports)}${sortedColumns(context)}`)}`,
  );
}

function listMethod(context: EntityContext, imports: Imports): string {
  const { names, key } = context;
  const filters = filtersOf(context).map(({ column, property }) => {
    imports.add('../common/query-parts', 'equals');
    return `equals(${names.table}.${column.property}, query.${property})`;
  });
  if (filters.length > 0) imports.add('drizzle-orm', 'and');
  const sortable = sortableOf(context);
  const sorted = sortable.some(({ api }) => isAwkward(api)) ? SORTED : names.table;
  const order = [
    ...(sortable.length > 0 ? [`inOrder(${sorted}[query._sort], query._order)`] : []),
    ...key.map(({ property }) => `${names.table}.${property}`),
  ];
  if (sortable.length > 0) imports.add('../common/query-parts', 'inOrder');
  const where =
    filters.length > 0 ? `${list('const where = and(', filters, ');', { indent: '    ' })}\n` : '';
  return `  async list(query: ${names.query}): Promise<Page<${names.row}>> {
${where}    const [items, total] = await Promise.all([
      this.database
        .select()
        .from(${names.table})
${filters.length > 0 ? '        .where(where)\n' : ''}${order.length > 0 ? `${list('.orderBy(', order, ')', { indent: '        ' })}\n` : ''}        .limit(query._limit)
        .offset(query._offset),
      this.database.$count(${names.table}${filters.length > 0 ? ', where' : ''}),
    ]);
    return { items, total };
  }
`;
}

/** The name of what is written by {@link sortedColumns}. */
const SORTED = 'SORT_COLUMNS';

/** The columns by the names that the API has for them; nothing where the code has the same names. */
function sortedColumns(context: EntityContext): string {
  const sortable = sortableOf(context);
  if (!sortable.some(({ api }) => isAwkward(api))) return '';
  const { table } = context.names;
  const lines = sortable.map(
    ({ api, property }) => `  ${isAwkward(api) ? `['${api}']` : api}: ${table}.${property},\n`,
  );
  return `\n/** What a list can be sorted by. */\nconst ${SORTED} = {\n${lines.join('')}};\n`;
}

function keyMethods({ names }: EntityContext): string {
  return `  async find(key: ${names.key}): Promise<${names.row} | undefined> {
    const [row] = await this.database.select().from(${names.table}).where(hasKey(key));
    return row;
  }

  async update(key: ${names.key}, values: ${names.updateDto}): Promise<${names.row} | undefined> {
    if (Object.values(values).every((value) => value === undefined)) return this.find(key);
    const [row] = await this.database.update(${names.table}).set(values).where(hasKey(key)).returning();
    return row;
  }

  async delete(key: ${names.key}): Promise<boolean> {
    const deleted = await this.database.delete(${names.table}).where(hasKey(key)).returning();
    return deleted.length > 0;
  }
`;
}

/** The condition that finds one row. */
function hasKey({ names, key }: EntityContext, imports: Imports): string {
  if (key.length === 0) return '';
  imports.add('drizzle-orm', 'eq', ...(key.length > 1 ? ['and'] : []));
  const parts = key.map(({ property }) => `eq(${names.table}.${property}, key.${property})`);
  const before = `const hasKey = (key: ${names.key}) =>`;
  const is = parts.length === 1 ? parts.join('') : list('and(', parts, ')', { indent: '  ' }).trimStart();
  const short = `${before} ${is.replace(/\n */g, ' ').replace('( ', '(').replace(', )', ')')};`;
  return `\n${short.length <= 110 ? short : `${before}\n  ${is};`}\n`;
}
