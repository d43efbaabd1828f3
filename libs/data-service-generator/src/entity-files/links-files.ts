import type { LinksPlan } from '../plan/links-plan';
import { tsString } from '../render/escape';
import { file, type GeneratedFile } from '../render/generated-file';
import { Imports } from '../render/imports';
import { list } from '../render/layout';
import type { EntityContext } from '../context/entity-context';
import { listSchema } from '../dto-files/api-property';
import { fieldCode } from '../types/field-code';
import { capital } from '../names/spelling';
import { writeRule } from '../context/entity-context';

/** Reading and setting what a row is linked to by its many-to-many relations; nothing where an entity has none. */
export function linksFiles(context: EntityContext): GeneratedFile[] {
  const { names, links, key } = context;
  const [only] = key;
  if (links.length === 0 || !only) return [];
  const at = (kind: string) => `src/${names.folder}/${names.folder}.links.${kind}.ts`;
  return [
    file(at('repository'), repository(context, only.property)),
    file(at('controller'), controller(context, only.property)),
    ...links.map((plan) => file(`src/${names.folder}/dto/links-${plan.route}.ts`, idsDto(context, plan))),
  ];
}

const idsClass = (plan: LinksPlan) => `${capital(plan.list.slice('list'.length))}LinksDto`;

/** The type of what names a row on the other side. */
function otherCode({ service }: EntityContext, { other }: LinksPlan) {
  const field = other.key[0]?.field;
  if (!field) throw new Error('A side of a many-to-many has no key.');
  return fieldCode(field, service.enums);
}

function idsDto(context: EntityContext, plan: LinksPlan): string {
  const imports = new Imports();
  const code = otherCode(context, plan);
  imports.add('@nestjs/swagger', 'ApiProperty');
  imports.add('class-validator', 'IsArray');
  if (code.typeFrom !== undefined) imports.add(`../..${code.typeFrom}`, `type ${code.type}`);
  const rules = code.rules.map((rule) => `  ${writeRule(rule, true, imports, '../..')}\n`).join('');
  const schema = [...listSchema(code.schema), `description: ${tsString(`Keys of ${plan.words}.`)}`];
  return `${imports.toString()}
/** Which ${plan.other.names.words} rows are linked, by their keys. */
export class ${idsClass(plan)} {
${list('@ApiProperty({', schema, '})', { indent: '  ', padding: ' ' })}
  @IsArray()
${rules}  ids!: ${code.type}[];
}
`;
}

function repository(context: EntityContext, keyProperty: string): string {
  const { names, links } = context;
  const imports = new Imports();
  imports.add('@nestjs/common', 'Inject', 'Injectable');
  imports.add('drizzle-orm', 'asc', 'eq');
  imports.add('../database/database', 'DATABASE', 'type Database');
  imports.add(`./dto/${names.file}.key`, `type ${names.key}`);
  const methods = links.map((plan) => {
    const { folder } = plan.join.owner.names;
    const table = plan.join.table;
    const code = otherCode(context, plan);
    imports.add(folder === names.folder ? `./${folder}.table` : `../${folder}/${folder}.table`, table);
    if (code.typeFrom !== undefined) imports.add(`..${code.typeFrom}`, `type ${code.type}`);
    const there = plan.side === 'own' ? 'target' : 'own';
    const isHere = `eq(${table}.${plan.side}, key.${keyProperty})`;
    return `  async ${plan.list}(key: ${names.key}): Promise<${code.type}[]> {
    const rows = await this.database
      .select({ id: ${table}.${there} })
      .from(${table})
      .where(${isHere})
      .orderBy(asc(${table}.${there}));
    return rows.map(({ id }) => id);
  }

  /** Links exactly these. */
  async ${plan.set}(key: ${names.key}, ids: ${code.type}[]): Promise<void> {
    const pairs = [...new Set(ids)].map((id) => ({ ${plan.side}: key.${keyProperty}, ${there}: id }));
    await this.database.transaction(async (transaction) => {
      await transaction.delete(${table}).where(${isHere});
      if (pairs.length > 0) await transaction.insert(${table}).values(pairs);
    });
  }
`;
  });
  return `${imports.toString()}
/** What a ${names.words} is linked to. */
@Injectable()
export class ${names.links} {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

${methods.join('\n')}}
`;
}

function controller({ names, links }: EntityContext, keyProperty: string): string {
  const imports = new Imports();
  imports.add('@nestjs/common', 'Body', 'Controller', 'Get', 'Param', 'Put');
  imports.add('@nestjs/swagger', 'ApiOkResponse', 'ApiTags');
  imports.add(`./dto/${names.file}.key`, names.key);
  imports.add(`./${names.folder}.links.repository`, names.links);
  imports.add(`./${names.folder}.service`, names.service);
  const routes = links.map((plan) => {
    const dto = idsClass(plan);
    imports.add(`./dto/links-${plan.route}`, dto);
    const path = `':${keyProperty}/${plan.route}'`;
    const parameters = [`@Param() key: ${names.key}`, `@Body() { ids }: ${dto}`];
    return `  /** The keys of its ${plan.words}. */
  @Get(${path})
  @ApiOkResponse({ type: ${dto} })
  async ${plan.list}(@Param() key: ${names.key}): Promise<${dto}> {
    await this.service.find(key);
    return { ids: await this.links.${plan.list}(key) };
  }

  /** Makes these its ${plan.words}, and no others. */
  @Put(${path})
  @ApiOkResponse({ type: ${dto} })
${list(`async ${plan.set}(`, parameters, `): Promise<${dto}> {`, { indent: '  ' })}
    await this.service.find(key);
    await this.links.${plan.set}(key, ids);
    return { ids: await this.links.${plan.list}(key) };
  }
`;
  });
  return `${imports.toString()}
@ApiTags('${names.title}')
@Controller('${names.route}')
export class ${names.linksController} {
  constructor(
    private readonly service: ${names.service},
    private readonly links: ${names.links},
  ) {}

${routes.join('\n')}}
`;
}
