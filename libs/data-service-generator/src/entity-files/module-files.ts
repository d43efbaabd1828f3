import { propertyName } from '../model/derived-names';
import type { EntityModel } from '../model/service-model';
import { type EntityNames, entityNames, withArticle } from '../render/entity-names';
import { fieldCode } from '../render/field-code';
import { file, type GeneratedFile } from '../render/generated-file';
import { importLine, list } from '../render/layout';

/** Module, controller, service and repository of one entity. */
export function moduleFiles(entity: EntityModel): GeneratedFile[] {
  const names = entityNames(entity);
  const at = (kind: string) => `src/${names.route}/${names.route}.${kind}.ts`;
  return [
    file(at('module'), moduleFile(names)),
    file(at('controller'), controllerFile(names)),
    file(at('service'), serviceFile(names)),
    file(at('repository'), repositoryFile(entity, names)),
  ];
}

function moduleFile({ many, route }: EntityNames): string {
  return `import { Module } from '@nestjs/common';
import { ${many}Controller } from './${route}.controller';
import { ${many}Repository } from './${route}.repository';
import { ${many}Service } from './${route}.service';

@Module({
  controllers: [${many}Controller],
  providers: [${many}Service, ${many}Repository],
  exports: [${many}Service],
})
export class ${many}Module {}
`;
}

function controllerFile({ one, many, route, file: fileName, words }: EntityNames): string {
  const nest = [
    'Body',
    'Controller',
    'Delete',
    'Get',
    'HttpCode',
    'Param',
    'ParseUUIDPipe',
    'Patch',
    'Post',
    'Query',
  ];
  const swagger = ['ApiCreatedResponse', 'ApiNoContentResponse', 'ApiOkResponse', 'ApiTags'];
  return `${importLine(nest, '@nestjs/common')}${importLine(swagger, '@nestjs/swagger')}import { Create${one}Dto } from './dto/create-${fileName}.dto';
import { List${many}Query } from './dto/list-${route}.query';
import { ${one}Dto, ${one}PageDto } from './dto/${fileName}.dto';
import { Update${one}Dto } from './dto/update-${fileName}.dto';
import { ${many}Service } from './${route}.service';

@ApiTags('${many}')
@Controller('${route}')
export class ${many}Controller {
  constructor(private readonly service: ${many}Service) {}

  /** A page of the rows that match the filters. */
  @Get()
  @ApiOkResponse({ type: ${one}PageDto })
  list(@Query() query: List${many}Query): Promise<${one}PageDto> {
    return this.service.list(query);
  }

  /** One ${words}; 404 when there is none with this id. */
  @Get(':id')
  @ApiOkResponse({ type: ${one}Dto })
  find(@Param('id', ParseUUIDPipe) id: string): Promise<${one}Dto> {
    return this.service.find(id);
  }

  @Post()
  @ApiCreatedResponse({ type: ${one}Dto })
  create(@Body() values: Create${one}Dto): Promise<${one}Dto> {
    return this.service.create(values);
  }

  /** Changes what the body holds; the rest stays as it is. */
  @Patch(':id')
  @ApiOkResponse({ type: ${one}Dto })
  update(@Param('id', ParseUUIDPipe) id: string, @Body() values: Update${one}Dto): Promise<${one}Dto> {
    return this.service.update(id, values);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  delete(@Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.service.delete(id);
  }
}
`;
}

function serviceFile({ one, many, route, file: fileName, words }: EntityNames): string {
  return `import { Inject, Injectable, NotFoundException } from '@nestjs/common';
import type { Page, Repository } from '../common/repository';
import { Create${one}Dto } from './dto/create-${fileName}.dto';
import { List${many}Query } from './dto/list-${route}.query';
import { Update${one}Dto } from './dto/update-${fileName}.dto';
import { ${many}Repository } from './${route}.repository';
import type { ${one} } from './${route}.table';

/** The rules for ${withArticle(words)}: whatever must hold for every caller belongs here. */
@Injectable()
export class ${many}Service {
  constructor(
    @Inject(${many}Repository)
    private readonly repository: Repository<${one}, Create${one}Dto, List${many}Query>,
  ) {}

  list(query: List${many}Query): Promise<Page<${one}>> {
    return this.repository.list(query);
  }

  async find(id: string): Promise<${one}> {
    return (await this.repository.find(id)) ?? notFound(id);
  }

  create(values: Create${one}Dto): Promise<${one}> {
    return this.repository.create(values);
  }

  async update(id: string, values: Update${one}Dto): Promise<${one}> {
    return (await this.repository.update(id, values)) ?? notFound(id);
  }

  async delete(id: string): Promise<void> {
    if (!(await this.repository.delete(id))) notFound(id);
  }
}

function notFound(id: string): never {
  throw new NotFoundException(\`No ${words} has the id \${id}.\`);
}
`;
}

function repositoryFile(entity: EntityModel, names: EntityNames): string {
  const { one, many, route, file: fileName, words, constant } = names;
  const filters = entity.fields
    .filter((field) => fieldCode(entity, field).filter)
    .map(propertyName)
    .map((property) => `equals(${constant}.${property}, query.${property})`);
  const helpers = filters.length === 0 ? ['inOrder'] : ['equals', 'inOrder'];
  return `import { Inject, Injectable } from '@nestjs/common';
import { and, eq } from 'drizzle-orm';
${importLine(helpers, '../common/query-parts')}import type { Page, Repository } from '../common/repository';
import { DATABASE, type Database } from '../database/database';
import type { Create${one}Dto } from './dto/create-${fileName}.dto';
import type { List${many}Query } from './dto/list-${route}.query';
import { type ${one}, ${constant} } from './${route}.table';

/** Where ${words} rows are kept: PostgreSQL. */
@Injectable()
export class ${many}Repository implements Repository<${one}, Create${one}Dto, List${many}Query> {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async list(query: List${many}Query): Promise<Page<${one}>> {
${list('const where = and(', filters, ');', { indent: '    ' })}
    const [items, total] = await Promise.all([
      this.database
        .select()
        .from(${constant})
        .where(where)
        .orderBy(inOrder(${constant}[query._sort], query._order), ${constant}.id)
        .limit(query._limit)
        .offset(query._offset),
      this.database.$count(${constant}, where),
    ]);
    return { items, total };
  }

  async find(id: string): Promise<${one} | undefined> {
    const [row] = await this.database.select().from(${constant}).where(eq(${constant}.id, id));
    return row;
  }

  async create(values: Create${one}Dto): Promise<${one}> {
    const [row] = await this.database.insert(${constant}).values(values).returning();
    return row;
  }

  async update(id: string, values: Partial<Create${one}Dto>): Promise<${one} | undefined> {
    const [row] = await this.database
      .update(${constant})
      .set({ ...values, updatedAt: new Date() })
      .where(eq(${constant}.id, id))
      .returning();
    return row;
  }

  async delete(id: string): Promise<boolean> {
    const deleted = await this.database.delete(${constant}).where(eq(${constant}.id, id)).returning();
    return deleted.length > 0;
  }
}
`;
}
