import { file, type GeneratedFile } from '../render/generated-file';
import { Imports } from '../render/imports';
import { list } from '../render/layout';
import type { EntityContext } from './context';

/** The routes of one entity. Without a key there are a list and a create only. */
export function controllerFile(context: EntityContext): GeneratedFile {
  const { names, key } = context;
  const { folder } = names;
  const imports = new Imports();
  imports.add('@nestjs/common', 'Body', 'Controller', 'Get', 'Post', 'Query');
  imports.add('@nestjs/swagger', 'ApiCreatedResponse', 'ApiOkResponse', 'ApiTags');
  imports.add(`./dto/create-${names.file}.dto`, names.createDto);
  imports.add(`./dto/list-${folder}.query`, names.query);
  imports.add(`./dto/${names.file}.dto`, names.dto, names.pageDto, names.toDto);
  imports.add(`./${folder}.service`, names.service);
  const routes = key.length === 0 ? '' : `\n${keyRoutes(context, imports)}`;
  return file(
    `src/${folder}/${folder}.controller.ts`,
    `${imports.toString()}
@ApiTags('${names.title}')
@Controller('${names.route}')
export class ${names.controller} {
  constructor(private readonly service: ${names.service}) {}

  /** A page of the rows that match the filters. */
  @Get()
  @ApiOkResponse({ type: ${names.pageDto} })
  async list(@Query() query: ${names.query}): Promise<${names.pageDto}> {
    const { items, total } = await this.service.list(query);
    return { items: items.map(${names.toDto}), total };
  }

  @Post()
  @ApiCreatedResponse({ type: ${names.dto} })
  async create(@Body() values: ${names.createDto}): Promise<${names.dto}> {
    return ${names.toDto}(await this.service.create(values));
  }
${routes}}
`,
  );
}

/** `:orderId/:productId`: the path of one row. */
export const keyPath = ({ key }: EntityContext) => key.map(({ property }) => `:${property}`).join('/');

function keyRoutes(context: EntityContext, imports: Imports): string {
  const { names } = context;
  imports.add('@nestjs/common', 'Delete', 'HttpCode', 'Param', 'Patch');
  imports.add('@nestjs/swagger', 'ApiNoContentResponse');
  imports.add(`./dto/${names.file}.key`, names.key);
  imports.add(`./dto/update-${names.file}.dto`, names.updateDto);
  const path = `'${keyPath(context)}'`;
  const parameters = [`@Param() key: ${names.key}`, `@Body() values: ${names.updateDto}`];
  return `  /** One ${names.words}; 404 when there is none with this key. */
  @Get(${path})
  @ApiOkResponse({ type: ${names.dto} })
  async find(@Param() key: ${names.key}): Promise<${names.dto}> {
    return ${names.toDto}(await this.service.find(key));
  }

  /** Changes what the body holds; the rest stays as it is. */
  @Patch(${path})
  @ApiOkResponse({ type: ${names.dto} })
${list('async update(', parameters, `): Promise<${names.dto}> {`, { indent: '  ' })}
    return ${names.toDto}(await this.service.update(key, values));
  }

  @Delete(${path})
  @HttpCode(204)
  @ApiNoContentResponse()
  delete(@Param() key: ${names.key}): Promise<void> {
    return this.service.delete(key);
  }
`;
}
