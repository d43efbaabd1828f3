import type { EntityContext } from '../context/entity-context';
import { hasHidden } from '../dto-files/response-dto';
import { withArticle } from '../names/spelling';
import { generated, type GeneratedFile } from '../render/generated-file';
import { Imports } from '../render/imports';
import { list } from '../render/layout';

/** `orders/service.base.ts`: what the service of an entity does before the team adds rules of its own. */
export function serviceBaseFile(context: EntityContext): GeneratedFile {
  const { names, key } = context;
  const imports = new Imports();
  imports.add('drizzle-orm', 'type SQL');
  imports.add('../auth/caller', 'type Caller');
  imports.add('../auth/permissions', 'refuseUnwritable');
  imports.add('../permissions', names.permissions);
  imports.add('../database/list-query', 'type Page');
  imports.add('../http/list/request', 'type ListRequest');
  imports.add(`./dto/create-${names.file}.dto`, `type ${names.createDto}`);
  imports.add(`./dto/${names.file}.dto`, `type ${names.dto}`, `type ${names.pageDto}`, names.toDto);
  imports.add('./repository', `type ${names.repository}`);
  imports.add(`../../${names.folder}/${names.folder}.table`, `type ${names.row}`);
  const secrets = secretLines(context, imports);
  const kept = secrets === '' ? 'values' : 'await hashed(values)';
  const methods = [
    listMethod(context, imports),
    createMethod(context, kept),
    ...(key.length === 0 ? [] : keyMethods(context, kept, imports)),
    ...presentMethods(context, imports),
  ];
  return generated(
    `${names.folder}/service.base.ts`,
    `${imports.toString()}
/** What can be done with ${names.words} rows. The service that extends it adds the rules of the team. */
export abstract class ${names.serviceBase} {
  constructor(protected readonly repository: ${names.repository}) {}

${methods.join('\n')}}
${secrets}`,
  );
}

function listMethod({ names, columns }: EntityContext, imports: Imports): string {
  const hides = hasHidden(columns);
  if (hides) {
    imports.add('../auth/permissions', 'hiddenFields');
    imports.add('../http/list/refuse-hidden', 'refuseHidden');
  }
  const request = hides ? `refuseHidden(request, hiddenFields(${names.permissions}, caller))` : 'request';
  const body = hides
    ? `    const allowed = ${request};\n    return await this.repository.list(allowed, caller, within);`
    : '    return this.repository.list(request, caller, within);';
  return `  /** A page of the rows that match and that the caller may list; \`within\` narrows them down further. */
  ${hides ? 'async ' : ''}list(request: ListRequest, caller: Caller, within?: SQL): Promise<Page<${names.row}>> {
${body}
  }
`;
}

const createMethod = ({ names }: EntityContext, kept: string) => `  /** Makes a row. */
  async create(values: ${names.createDto}, caller: Caller): Promise<${names.row}> {
    refuseUnwritable(${names.permissions}, values, caller);
    return await this.repository.create(${kept}, caller);
  }
`;

function keyMethods({ names }: EntityContext, kept: string, imports: Imports): string[] {
  imports.add('../http/not-found', 'notFound');
  imports.add(`./dto/${names.file}.key`, `type ${names.key}`);
  imports.add(`./dto/update-${names.file}.dto`, `type ${names.updateDto}`);
  const parameters = [
    `key: ${names.key}`,
    `values: ${names.updateDto}`,
    'caller: Caller',
    'ifMatch?: string',
  ];
  return [
    `  /** One row; NOT_FOUND where there is none that the caller may read. */
  async find(key: ${names.key}, caller: Caller): Promise<${names.row}> {
    return (await this.repository.find(key, caller)) ?? notFound('${names.words}');
  }
`,
    `  /** Changes what is given. With \`ifMatch\`: if the row still has this tag, else CHANGED_MEANWHILE. */
${list('async update(', parameters, `): Promise<${names.row}> {`, { indent: '  ' })}
    refuseUnwritable(${names.permissions}, values, caller);
    const row = await this.repository.update(key, ${kept}, caller, ifMatch);
    return row ?? notFound('${names.words}');
  }
`,
    `  /** Removes ${withArticle(names.words)}. With \`ifMatch\`: as in {@link update}. */
  async delete(key: ${names.key}, caller: Caller, ifMatch?: string): Promise<void> {
    if (!(await this.repository.delete(key, caller, ifMatch))) notFound('${names.words}');
  }
`,
  ];
}

/** How rows become what the API shows. */
function presentMethods({ names, columns, related }: EntityContext, imports: Imports): string[] {
  const hides = hasHidden(columns);
  if (hides) imports.add('../auth/permissions', 'hiddenFields');
  const relates = related.length > 0;
  imports.add('../database/rows', 'theRow');
  const more = [...(hides ? ['hidden'] : []), ...(relates ? ['related.at(index)'] : [])];
  const convert = `${names.toDto}(${['row', ...more].join(', ')})`;
  const converted = `rows.map((row${relates ? ', index' : ''}) => ${convert})`;
  const parameters = (rows: string) => [
    rows,
    `${hides || relates ? 'caller' : '_caller'}: Caller`,
    `${relates ? 'include' : '_include'}: readonly string[] = []`,
  ];
  return [
    `  /** Rows as the API shows them to a caller, with what belongs to them. */
${list(`${relates ? 'async ' : ''}present(`, parameters(`rows: readonly ${names.row}[]`), `): Promise<${names.dto}[]> {`, { indent: '  ' })}
${hides ? `    const hidden = hiddenFields(${names.permissions}, caller);\n` : ''}${relates ? '    const related = await this.repository.relate(rows, include, caller);\n' : ''}    return ${relates ? converted : `Promise.resolve(${converted})`};
  }
`,
    `  /** One row as the API shows it. */
${list('async presentOne(', [`row: ${names.row}`, 'caller: Caller', 'include: readonly string[] = []'], `): Promise<${names.dto}> {`, { indent: '  ' })}
    return theRow(await this.present([row], caller, include));
  }
`,
    `  /** A page of rows as the API shows it. */
${list('async presentPage(', [`page: Page<${names.row}>`, 'caller: Caller', 'include: readonly string[] = []'], `): Promise<${names.pageDto}> {`, { indent: '  ' })}
    return { ...page, items: await this.present(page.items, caller, include) };
  }
`,
  ];
}

/** The function that replaces secrets by their hashes; nothing where an entity has none. */
function secretLines({ names, columns, key }: EntityContext, imports: Imports): string {
  const secrets = columns.filter(({ field, create }) => field.secret && create !== 'never');
  if (secrets.length === 0) return '';
  imports.add('../values/secret', 'hashSecret');
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
