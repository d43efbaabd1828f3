import type { EntityContext } from '../context/entity-context';
import { hasTagOfCaller } from '../dto-files/response-dto';
import { withArticle } from '../names/spelling';
import { tsString } from '../render/escape';
import { generated, type GeneratedFile } from '../render/generated-file';
import { Imports } from '../render/imports';
import { list } from '../render/layout';

/** `orders/controller.base.ts`: the routes of one entity. Without a key there are a list and a create only. */
export function controllerBaseFile(context: EntityContext): GeneratedFile {
  const { names, key } = context;
  const imports = new Imports();
  imports.add('@nestjs/swagger', 'ApiTags');
  imports.add('../auth/caller', 'type Caller');
  imports.add('../auth/decorators', 'Allowed', 'CallerOf');
  imports.add('../http/api-problems', 'ApiProblems');
  imports.add('../permissions', names.permissions);
  imports.add(`../../${names.folder}/${names.folder}.service`, `type ${names.service}`);
  const keyed = [findRoute, updateRoute, deleteRoute];
  const routes = [listRoute, createRoute, ...(key.length === 0 ? [] : keyed)];
  const texts = routes.map((route) => route(context, imports));
  return generated(
    `${names.folder}/controller.base.ts`,
    `${imports.toString()}
/** Where the routes begin. */
export const ${names.routeConstant} = '${names.route}';

/** The routes of ${names.words} rows. The controller that extends it adds those of the team. */
@ApiTags('${names.title}')
export abstract class ${names.controllerBase} {
  constructor(protected readonly service: ${names.service}) {}

${texts.join('\n')}}
`,
  );
}

/** The tag of `row`, where there is a `caller` as well. */
const tagOf = ({ names, columns }: EntityContext): string =>
  `${names.tag}(row${hasTagOfCaller(columns) ? ', caller' : ''})`;

/** `:orderId/:productId`: the path of one row. */
export const keyPath = (key: readonly { property: string }[]): string =>
  key.map(({ property }) => `:${property}`).join('/');

const CALLER = '@CallerOf() caller: Caller';

function listRoute({ names }: EntityContext, imports: Imports): string {
  imports.add('@nestjs/common', 'Get');
  imports.add('@nestjs/swagger', 'ApiOkResponse');
  imports.add('../http/list/list.decorators', 'ApiList', 'ListOf');
  imports.add('../http/list/request', 'type ListRequest');
  imports.add('./list', names.list);
  imports.add(`./dto/${names.file}.dto`, names.pageDto);
  const parameters = [`@ListOf(${names.list}) request: ListRequest`, CALLER];
  return `  /** A page of the rows that match. */
  @Get()
  @Allowed(${names.permissions}, 'list')
  @ApiList(${names.list})
  @ApiOkResponse({ type: ${names.pageDto} })
  @ApiProblems('BAD_REQUEST')
${list('async list(', parameters, `): Promise<${names.pageDto}> {`, { indent: '  ' })}
    const page = await this.service.list(request, caller);
    return this.service.presentPage(page, caller, request.include);
  }
`;
}

function createRoute(context: EntityContext, imports: Imports): string {
  const { names, key } = context;
  imports.add('@nestjs/common', 'Body', 'Post');
  imports.add('../http/answers', 'ApiCreated');
  imports.add('../idempotency/idempotent.decorator', 'Idempotent');
  imports.add(`./dto/${names.file}.dto`, names.dto);
  imports.add(`./dto/create-${names.file}.dto`, names.createDto);
  const hasAddress = key.length > 0 && key.every(({ isShown }) => isShown);
  const parameters = [`@Body() values: ${names.createDto}`, CALLER];
  if (hasAddress) {
    parameters.push(response(imports));
    imports.add('../http/answers', 'sayCreated');
    imports.add(`./dto/${names.file}.dto`, names.tag);
  }
  const parts = key.map(({ property }) => `row.${property}`);
  const said = ['response', tagOf(context), names.routeConstant, `[${parts.join(', ')}]`];
  return `  /** Makes ${withArticle(names.words)}. */
  @Post()
  @Allowed(${names.permissions}, 'create')
  @Idempotent()
  @ApiCreated(${names.dto})
${list('async create(', parameters, `): Promise<${names.dto}> {`, { indent: '  ' })}
    const row = await this.service.create(values, caller);
${hasAddress ? `${list('sayCreated(', said, ');', { indent: '    ' })}\n` : ''}    return this.service.presentOne(row, caller);
  }
`;
}

function response(imports: Imports): string {
  imports.add('express', 'type Response');
  imports.add('@nestjs/common', 'Res');
  return '@Res({ passthrough: true }) response: Response';
}

function findRoute(context: EntityContext, imports: Imports): string {
  const { names, related } = context;
  imports.add('@nestjs/common', 'Param');
  imports.add('../http/answers', 'ApiTagged');
  imports.add('../http/etag', 'answerTagged', 'ApiIfNoneMatch');
  imports.add(`./dto/${names.file}.key`, names.key);
  imports.add(`./dto/${names.file}.dto`, names.tag);
  const includes = related.length > 0;
  if (includes) imports.add('../http/list/include.decorators', 'ApiInclude', 'IncludeOf');
  const parameters = [
    `@Param() key: ${names.key}`,
    ...(includes ? [`@IncludeOf(${names.list}) include: readonly string[]`] : []),
    CALLER,
    response(imports),
  ];
  const tagged = (body: string) =>
    list('return answerTagged(', ['response', tagOf(context), body], ');', { indent: '    ' });
  const answer = includes
    ? `    const shown = await this.service.presentOne(row, caller, include);
    // The tag of a row says nothing of the rows that come with it.
    if (include.length > 0) return shown;
${tagged('shown')}`
    : tagged('await this.service.presentOne(row, caller)');
  return `  /** One ${names.words}; 404 where there is none with this key that the caller may read. */
  @Get(${path(context)})
  @Allowed(${names.permissions}, 'read')
${includes ? `  @ApiInclude(${names.list})\n` : ''}  @ApiIfNoneMatch()
  @ApiTagged(${names.dto})
  @ApiProblems('BAD_REQUEST', 'NOT_FOUND')
${list('async find(', parameters, `): Promise<${names.dto} | undefined> {`, { indent: '  ' })}
    const row = await this.service.find(key, caller);
${answer}
  }
`;
}

function updateRoute(context: EntityContext, imports: Imports): string {
  const { names } = context;
  imports.add('@nestjs/common', 'Patch');
  imports.add('../http/answers', 'ApiWritten');
  imports.add('../http/etag', 'ApiIfMatch', 'IfMatch');
  imports.add(`./dto/update-${names.file}.dto`, names.updateDto);
  const parameters = [
    `@Param() key: ${names.key}`,
    `@Body() values: ${names.updateDto}`,
    '@IfMatch() ifMatch: string | undefined',
    CALLER,
    response(imports),
  ];
  return `  /** Changes what the body holds; the rest stays as it is. */
  @Patch(${path(context)})
  @Allowed(${names.permissions}, 'update')
  @ApiIfMatch()
  @ApiTagged(${names.dto})
  @ApiWritten()
  @ApiProblems('NOT_FOUND', 'CHANGED_MEANWHILE')
${list('async update(', parameters, `): Promise<${names.dto}> {`, { indent: '  ' })}
    const row = await this.service.update(key, values, caller, ifMatch);
${list('response.setHeader(', ["'ETag'", tagOf(context)], ');', { indent: '    ' })}
    return this.service.presentOne(row, caller);
  }
`;
}

function deleteRoute(context: EntityContext, imports: Imports): string {
  const { names } = context;
  imports.add('@nestjs/common', 'Delete', 'HttpCode');
  imports.add('@nestjs/swagger', 'ApiNoContentResponse');
  const parameters = [`@Param() key: ${names.key}`, '@IfMatch() ifMatch: string | undefined', CALLER];
  return `  /** Removes ${withArticle(names.words)}. */
  @Delete(${path(context)})
  @HttpCode(204)
  @Allowed(${names.permissions}, 'delete')
  @ApiIfMatch()
  @ApiNoContentResponse()
  @ApiProblems('BAD_REQUEST', 'NOT_FOUND', 'REFERENCE_BROKEN', 'CHANGED_MEANWHILE')
${list('delete(', parameters, '): Promise<void> {', { indent: '  ' })}
    return this.service.delete(key, caller, ifMatch);
  }
`;
}

const path = ({ key }: EntityContext): string => tsString(keyPath(key));
