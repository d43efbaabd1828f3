import type { EntityContext } from '../context/entity-context';
import { hasTagOfCaller } from '../dto-files/response-dto';
import { generated, type GeneratedFile } from '../render/generated-file';
import { Imports } from '../render/imports';
import { list } from '../render/layout';

/** `orders/repository.ts`: the rows of one entity. Nothing is read or written but what the caller may reach. */
export function repositoryFile(context: EntityContext): GeneratedFile {
  const { names, key } = context;
  const imports = new Imports();
  imports.add('@nestjs/common', 'Injectable');
  imports.add('drizzle-orm', 'type SQL', 'and');
  imports.add('../auth/caller', 'type Caller');
  imports.add('../auth/row-scope', 'scopeOf');
  imports.add('../database/database', 'Database');
  imports.add('../database/list-query', 'listPage', 'type Page');
  imports.add('../database/rows', 'theRow');
  imports.add('../http/list/request', 'type ListRequest');
  imports.add('../permissions', names.permissions);
  imports.add(`./dto/create-${names.file}.dto`, `type ${names.createDto}`);
  imports.add('./list', names.list);
  imports.add(`../../${names.folder}/${names.folder}.table`, `type ${names.row}`, names.table);
  imports.add('./scope', names.scope);
  const methods = [listMethod(context), createMethod(context, imports)];
  if (context.related.length > 0) methods.push(relateMethod(context, imports));
  if (key.length > 0) methods.push(...keyMethods(context, imports));
  const condition = key.length > 0 ? `${hasKey(context, imports)}\n` : '';
  return generated(
    `${names.folder}/repository.ts`,
    `${imports.toString()}
${condition}/** The ${names.words} rows, as far as a caller may reach them: the others are not there. */
@Injectable()
export class ${names.repository} {
  constructor(private readonly database: Database) {}

${methods.join('\n')}}
`,
  );
}

const ofRole = ({ columns }: EntityContext, role: 'owner' | 'tenant') =>
  columns.find(({ field }) => field.role === role);

function listMethod({ names }: EntityContext): string {
  return `  /** A page of the rows that match; \`within\` narrows them down further. */
  list(request: ListRequest, caller: Caller, within?: SQL): Promise<Page<${names.row}>> {
    const scope = and(scopeOf(${names.permissions}, 'list', caller, ${names.scope}), within);
    const { drizzle } = this.database;
    return listPage<${names.row}>(${names.table}, ${names.list}, request, scope, {
      rows: ({ where, orderBy, limit, offset }) =>
        drizzle
          .select()
          .from(${names.table})
          .where(where)
          .orderBy(...orderBy)
          .limit(limit)
          .offset(offset),
      count: (where) => drizzle.$count(${names.table}, where),
    });
  }
`;
}

function relateMethod({ names }: EntityContext, imports: Imports): string {
  imports.add('./relations', `type ${names.related}`, names.relate);
  const parameters = [`rows: readonly ${names.row}[]`, 'include: readonly string[]', 'caller: Caller'];
  return `  /** What of other entities belongs to each of the rows, as far as the caller may see it. */
${list('relate(', parameters, `): Promise<${names.related}[]> {`, { indent: '  ' })}
    return ${names.relate}(this.database, rows, include, caller);
  }
`;
}

function createMethod(context: EntityContext, imports: Imports): string {
  const { names } = context;
  imports.add('../auth/row-scope', 'ownedValues');
  const owned = ownedParts(context, 'create');
  if (owned.some(({ taken }) => taken.includes('ownerNumber(')))
    imports.add('../auth/row-scope', 'ownerNumber');
  const said = owned.flatMap(({ given }) => given);
  const head = owned.length === 0 ? '' : 'const owned = ';
  const call = list(`${head}ownedValues(${names.permissions}, 'create', caller, {`, said, '});', {
    indent: '    ',
    padding: said.length === 0 ? '' : ' ',
  });
  const row = [...owned.map(({ taken }) => taken), '...values'];
  const values = owned.length === 0 ? 'values' : 'row';
  return `  /** Makes a row. Whose it is the caller says, or it is the caller's. */
  async create(values: ${names.createDto}, caller: Caller): Promise<${names.row}> {
${call}
${owned.length === 0 ? '' : `${list('const row = {', row, '};', { indent: '    ', padding: ' ' })}\n`}    return theRow(await this.database.drizzle.insert(${names.table}).values(${values}).returning());
  }
`;
}

/** What a caller says of whose a row is, and what is written where the caller says nothing. */
function ownedParts(
  context: EntityContext,
  action: 'create' | 'update',
): { given: string[]; taken: string }[] {
  return (['owner', 'tenant'] as const).flatMap((role) => {
    const column = ofRole(context, role);
    if (!column) return [];
    const { property, code } = column;
    const value = `values.${property}`;
    const isNumber = code.type === 'number';
    return [
      {
        // What no caller may say is always the caller's.
        given:
          column[action] === 'never'
            ? []
            : [`${role}: ${isNumber ? `${value} == null ? ${value} : String(${value})` : value}`],
        taken: `${property}: ${isNumber ? `ownerNumber(owned.${role})` : `owned.${role}`}`,
      },
    ];
  });
}

function keyMethods(context: EntityContext, imports: Imports): string[] {
  const { names, columns } = context;
  const ofCaller = hasTagOfCaller(columns);
  const given = ofCaller ? 'where, ifMatch, caller' : 'where, ifMatch';
  imports.add(`./dto/${names.file}.key`, `type ${names.key}`);
  imports.add(`./dto/update-${names.file}.dto`, `type ${names.updateDto}`);
  imports.add(`./dto/${names.file}.dto`, names.tag);
  imports.add('../http/etag', 'refuseChanged');
  imports.add('../auth/permissions', 'type Action');
  const owned = ownedParts(context, 'update').flatMap(({ given }) => given);
  const checked =
    owned.length === 0
      ? ''
      : `${list(`ownedValues(${names.permissions}, 'update', caller, {`, owned, '});', { indent: '    ', padding: ' ' })}\n`;
  return [
    `  /** One row, as far as the caller may do this with it. */
  async find(key: ${names.key}, caller: Caller, action: Action = 'read'): Promise<${names.row} | undefined> {
    const where = this.reached(key, action, caller);
    const [row] = await this.database.drizzle.select().from(${names.table}).where(where);
    return row;
  }
`,
    `  /** Changes what is given. With \`ifMatch\`: if the row still has this tag, else CHANGED_MEANWHILE. */
${list('async update(', [`key: ${names.key}`, `values: ${names.updateDto}`, 'caller: Caller', 'ifMatch?: string'], `): Promise<${names.row} | undefined> {`, { indent: '  ' })}
${checked}    const where = this.reached(key, 'update', caller);
    return await this.ifUnchanged(${given}, async () => {
      const { drizzle } = this.database;
      const isEmpty = Object.values(values).every((value) => value === undefined);
      const [row] = isEmpty
        ? await drizzle.select().from(${names.table}).where(where)
        : await drizzle.update(${names.table}).set(values).where(where).returning();
      return row;
    });
  }
`,
    `  /** Whether there was such a row. With \`ifMatch\`: as in {@link update}. */
  async delete(key: ${names.key}, caller: Caller, ifMatch?: string): Promise<boolean> {
    const where = this.reached(key, 'delete', caller);
    const isGone = await this.ifUnchanged(${given}, async () => {
      const { rowCount } = await this.database.drizzle.delete(${names.table}).where(where);
      return rowCount !== null && rowCount > 0;
    });
    return isGone ?? false;
  }
`,
    `  private reached(key: ${names.key}, action: Action, caller: Caller): SQL | undefined {
    return and(hasKey(key), scopeOf(${names.permissions}, action, caller, ${names.scope}));
  }
`,
    `  /** Does something with a row; with \`ifMatch\` only while it has this tag, and nobody changes it meanwhile. */
  private async ifUnchanged<Result>(
    where: SQL | undefined,
    ifMatch: string | undefined,
${ofCaller ? '    caller: Caller,\n' : ''}    work: () => Promise<Result>,
  ): Promise<Result | undefined> {
    if (ifMatch === undefined) return await work();
    return await this.database.transaction(async () => {
      const [row] = await this.database.drizzle.select().from(${names.table}).where(where).for('update');
      if (!row) return undefined;
      refuseChanged(ifMatch, ${names.tag}(row${ofCaller ? ', caller' : ''}));
      return await work();
    });
  }
`,
  ];
}

/** The condition that finds one row. */
function hasKey({ names, key }: EntityContext, imports: Imports): string {
  imports.add('drizzle-orm', 'eq', ...(key.length > 1 ? ['and'] : []));
  const parts = key.map(({ property }) => `eq(${names.table}.${property}, key.${property})`);
  const before = `const hasKey = (key: ${names.key}) =>`;
  const is = parts.length === 1 ? parts.join('') : list('and(', parts, ')', { indent: '  ' }).trimStart();
  const short = `${before} ${is.replace(/\n */g, ' ').replace('( ', '(').replace(', )', ')')};`;
  return `${short.length <= 110 ? short : `${before}\n  ${is};`}\n`;
}
