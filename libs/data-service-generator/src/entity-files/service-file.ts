import { withArticle } from '../names/spelling';
import { file, type GeneratedFile } from '../render/generated-file';
import { Imports } from '../render/imports';
import { generic } from '../render/layout';
import type { EntityContext } from './context';

/** The rules of one entity, above its repository. */
export function serviceFile(context: EntityContext): GeneratedFile {
  const { names, key } = context;
  const { folder } = names;
  const imports = new Imports();
  imports.add('@nestjs/common', 'Inject', 'Injectable');
  imports.add(`./dto/create-${names.file}.dto`, `type ${names.createDto}`);
  imports.add(`./dto/list-${folder}.query`, `type ${names.query}`);
  imports.add(`./${folder}.repository`, names.repository);
  imports.add(`./${folder}.table`, `type ${names.row}`);
  imports.add('../common/repository', 'type Page');
  const secrets = secretLines(context, imports);
  const hash = (values: string) => (secrets === '' ? values : `await hashed(${values})`);
  const isAsync = secrets === '' ? '' : 'async ';
  const type = repositoryType(context, imports);
  const keyed = key.length === 0 ? { methods: '', notFound: '' } : keyMethods(context, imports, hash);
  return file(
    `src/${folder}/${folder}.service.ts`,
    `${imports.toString()}
/** The rules for ${withArticle(names.words)}: whatever must hold for every caller belongs here. */
@Injectable()
export class ${names.service} {
  constructor(
    @Inject(${names.repository})
${generic(`private readonly repository: ${type.name}`, type.args, ',', '    ')}
  ) {}

  list(query: ${names.query}): Promise<Page<${names.row}>> {
    return this.repository.list(query);
  }

  ${isAsync}create(values: ${names.createDto}): Promise<${names.row}> {
    return this.repository.create(${hash('values')});
  }
${keyed.methods}}
${keyed.notFound}${secrets}`,
  );
}

/** `Repository<OrderRow, CreateOrderDto, UpdateOrderDto, OrderKey, ListOrdersQuery>` */
export function repositoryType({ names, key }: EntityContext, imports: Imports) {
  if (key.length === 0) {
    imports.add('../common/repository', 'type KeylessRepository');
    return { name: 'KeylessRepository', args: [names.row, names.createDto, names.query] };
  }
  imports.add('../common/repository', 'type Repository');
  imports.add(`./dto/update-${names.file}.dto`, `type ${names.updateDto}`);
  imports.add(`./dto/${names.file}.key`, `type ${names.key}`);
  return {
    name: 'Repository',
    args: [names.row, names.createDto, names.updateDto, names.key, names.query],
  };
}

function keyMethods({ names }: EntityContext, imports: Imports, hash: (values: string) => string) {
  imports.add('@nestjs/common', 'NotFoundException');
  return {
    methods: `
  async find(key: ${names.key}): Promise<${names.row}> {
    return (await this.repository.find(key)) ?? notFound();
  }

  async update(key: ${names.key}, values: ${names.updateDto}): Promise<${names.row}> {
    return (await this.repository.update(key, ${hash('values')})) ?? notFound();
  }

  async delete(key: ${names.key}): Promise<void> {
    if (!(await this.repository.delete(key))) notFound();
  }
`,
    notFound: `
function notFound(): never {
  throw new NotFoundException('There is no such ${names.words}.');
}
`,
  };
}

/** The function that replaces secrets by their hashes; nothing where an entity has none. */
function secretLines({ names, columns, key }: EntityContext, imports: Imports): string {
  const secrets = columns.filter(({ field, create }) => field.secret && create !== 'never');
  if (secrets.length === 0) return '';
  imports.add('../common/secret', 'hashSecret');
  const given = key.length === 0 ? names.createDto : `${names.createDto} | ${names.updateDto}`;
  const lines = secrets.map(
    ({ property }) =>
      `  if (kept.${property} != null) kept.${property} = await hashSecret(kept.${property});\n`,
  );
  return `
/** The same values with a hash instead of each secret. */
async function hashed<Values extends ${given}>(values: Values): Promise<Values> {
  const kept = { ...values };
${lines.join('')}  return kept;
}
`;
}
