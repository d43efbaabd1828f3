import type { CodedColumn, EntityContext } from '../context/entity-context';
import { importType, writeCall, writeRule } from '../context/entity-context';
import { apiProperty } from '../dto-files/api-property';
import { inPath } from '../dto-files/in-path';
import type { LinksPlan } from '../plan/links-plan';
import type { NestedPlan } from '../plan/nested-plan';
import type { RelatedPlan } from '../plan/related-plan';
import { withArticle } from '../names/spelling';
import { generated, type GeneratedFile } from '../render/generated-file';
import { Imports } from '../render/imports';
import { list } from '../render/layout';
import { keyPath } from './controller-base-file';

/** Routes to the rows of an entity below those of others, and the list of their controllers, which may be empty. */
export function nestedFiles(context: EntityContext): GeneratedFile[] {
  const { names, nested } = context;
  const imports = new Imports();
  for (const { controller, file } of nested) imports.add(`./${file}`, controller);
  const controllers = nested.map(({ controller }) => controller);
  const heading = imports.toString();
  return [
    ...nested.map((plan) => nestedFile(context, plan)),
    generated(
      `${names.folder}/routes.ts`,
      `${heading}${heading === '' ? '' : '\n'}/** Routes to ${names.words} rows below the rows of others. */
${list(`export const ${names.nested} = [`, controllers, '];')}
`,
    ),
  ];
}

function nestedFile(context: EntityContext, plan: NestedPlan): GeneratedFile {
  const { names } = context;
  const { parent, route, controller, by } = plan;
  const imports = new Imports();
  imports.add('@nestjs/common', 'Controller', 'Get', 'Param');
  imports.add('@nestjs/swagger', 'ApiOkResponse', 'ApiTags');
  imports.add('../auth/caller', 'type Caller');
  imports.add('../http/api-problems', 'ApiProblems');
  imports.add('../auth/decorators', 'Allowed', 'CallerOf');
  imports.add('../permissions', names.permissions);
  imports.add('../http/list/list.decorators', 'ApiList', 'ListOf');
  imports.add('../http/list/request', 'type ListRequest');
  imports.add('../http/not-found', 'notFound');
  imports.add('./list', names.list);
  imports.add(`./dto/${names.file}.dto`, names.pageDto);
  imports.add(`../../${names.folder}/${names.folder}.service`, names.service);
  importOf(context, parent, `dto/${parent.names.file}.key`, parent.names.key, imports);
  importOf(context, parent, 'repository', parent.names.repository, imports);
  const within = 'related' in by ? heldWithin(by.related, imports) : linkedWithin(context, by.links, imports);
  const links = 'links' in by ? linkRoutes(context, plan, by, imports) : { routes: '', keyClass: '' };
  const parameters = [
    `@Param() key: ${parent.names.key}`,
    `@ListOf(${names.list}) request: ListRequest`,
    '@CallerOf() caller: Caller',
  ];
  return generated(
    `${names.folder}/${plan.file}.ts`,
    `${imports.toString()}
${links.keyClass}/** The ${names.words} rows of one ${parent.names.words}. */
@ApiTags('${names.title}')
@Controller('${parent.names.route}/${keyPath(parent.key)}/${route}')
export class ${controller} {
  constructor(
    private readonly parents: ${parent.names.repository},
    private readonly service: ${names.service},${links.routes === '' ? '' : '\n    private readonly database: Database,'}
  ) {}

  /** A page of those that match; 404 where there is no such ${parent.names.words} that the caller may read. */
  @Get()
  @Allowed(${names.permissions}, 'list')
  @ApiList(${names.list})
  @ApiOkResponse({ type: ${names.pageDto} })
  @ApiProblems('BAD_REQUEST', 'NOT_FOUND')
${list('async list(', parameters, `): Promise<${names.pageDto}> {`, { indent: '  ' })}
    const parent = (await this.parents.find(key, caller)) ?? notFound('${parent.names.words}');
${within}
    const page = await this.service.list(request, caller, within);
    return this.service.presentPage(page, caller, request.include);
  }
${links.routes}}
`,
  );
}

/** Imports something of an entity, which may be the one at hand. */
function importOf(
  { names }: EntityContext,
  other: { names: { folder: string } },
  file: string,
  name: string,
  imports: Imports,
): void {
  imports.add(other.names.folder === names.folder ? `./${file}` : `../${other.names.folder}/${file}`, name);
}

/** Those that hold the key of the row before. */
function heldWithin({ pairs, other }: RelatedPlan, imports: Imports): string {
  imports.add(`../../${other.names.folder}/${other.names.folder}.table`, other.names.table);
  imports.add('../database/conditions', 'holds');
  if (pairs.length > 1) imports.add('drizzle-orm', 'and');
  const parts = pairs.map(
    ({ here, there }) => `holds(${other.names.table}.${there.property}, parent.${here.property})`,
  );
  return parts.length === 1
    ? `    const within = ${parts.join('')};`
    : list('const within = and(', parts, ');', { indent: '    ' });
}

/** Those that a join table links to the row before. */
function linkedWithin(context: EntityContext, plan: LinksPlan, imports: Imports): string {
  const { names, key } = context;
  const { join, side } = plan;
  const { table, owner } = join;
  const there = side === 'own' ? 'target' : 'own';
  imports.add('drizzle-orm', 'eq', 'inArray');
  imports.add('../database/database', 'Database');
  importOf(context, owner, 'columns', table, imports);
  imports.add(`../../${names.folder}/${names.folder}.table`, names.table);
  const [parentKey] = side === 'own' ? owner.key : join.target.key;
  return `    const linked = this.database.drizzle
      .select({ key: ${table}.${there} })
      .from(${table})
      .where(eq(${table}.${side}, parent.${parentKey?.property ?? 'id'}));
    const within = inArray(${names.table}.${key[0]?.property ?? 'id'}, linked);`;
}

/** Linking and unlinking two rows, and the class of what stands in the path to a link. */
function linkRoutes(
  context: EntityContext,
  { parent }: NestedPlan,
  { links, linkKey, linked }: Extract<NestedPlan['by'], { links: LinksPlan }>,
  imports: Imports,
) {
  const [only] = context.key;
  if (!only) throw new Error('A side of a many-to-many has no key.');
  const { join, side } = links;
  const { table } = join;
  const there = side === 'own' ? 'target' : 'own';
  const parentKey = parent.key[0]?.property ?? 'id';
  imports.add('@nestjs/common', 'Delete', 'HttpCode', 'Put');
  imports.add('@nestjs/swagger', 'ApiNoContentResponse');
  imports.add('drizzle-orm', 'and', 'eq');
  imports.add('../permissions', parent.names.permissions);
  const pair = `{ ${side}: parent.${parentKey}, ${there}: linked.${only.property} }`;
  const parameters = [`@Param() key: ${linkKey}`, '@CallerOf() caller: Caller'];
  const routes = `
  /** Links the two; nothing happens where they are linked already. */
  @Put(':${linked}')
  @HttpCode(204)
  @Allowed(${parent.names.permissions}, 'update')
  @ApiNoContentResponse()
  @ApiProblems('BAD_REQUEST', 'NOT_FOUND', 'REFERENCE_BROKEN')
${list('async link(', parameters, '): Promise<void> {', { indent: '  ' })}
    const { parent, linked } = await this.both(key, caller);
    await this.database.drizzle
      .insert(${table})
      .values(${pair})
      .onConflictDoNothing();
  }

  /** Takes the link away; nothing happens where there is none. */
  @Delete(':${linked}')
  @HttpCode(204)
  @Allowed(${parent.names.permissions}, 'update')
  @ApiNoContentResponse()
  @ApiProblems('BAD_REQUEST', 'NOT_FOUND')
${list('async unlink(', parameters, '): Promise<void> {', { indent: '  ' })}
    const { parent, linked } = await this.both(key, caller);
    await this.database.drizzle
      .delete(${table})
      .where(and(eq(${table}.${side}, parent.${parentKey}), eq(${table}.${there}, linked.${only.property})));
  }

  /** The two rows, if the caller may change the one and read the other. */
  private async both({ ${linked}: id, ...key }: ${linkKey}, caller: Caller) {
    const parent = (await this.parents.find(key, caller, 'update')) ?? notFound('${parent.names.words}');
    return { parent, linked: await this.service.find({ ${only.property}${only.property === 'id' ? '' : ': id'} }, caller) };
  }
`;
  return { routes, keyClass: linkKeyClass(context, parent.names, linkKey, linked, only, imports) };
}

function linkKeyClass(
  { names }: EntityContext,
  parent: NestedPlan['parent']['names'],
  linkKey: string,
  linked: string,
  only: CodedColumn,
  imports: Imports,
): string {
  const column = { ...inPath(only), property: linked, api: only.api };
  const api = apiProperty('ApiProperty', column, imports, { up: '..' });
  importType(column, imports, '..');
  const { fromText, rules, type } = column.code;
  const reader = fromText ? `  @${writeCall(fromText, imports, '..')}\n` : '';
  const lines = rules.map((rule) => `  ${writeRule(rule, false, imports, '..')}\n`).join('');
  return `/** Which two are linked: ${withArticle(parent.words)} and ${withArticle(names.words)}. */
export class ${linkKey} extends ${parent.key} {
${api}${reader}${lines}  ${linked}!: ${type};
}

`;
}
