import type { EntityContext } from '../context/entity-context';
import { hasHidden } from '../dto-files/response-dto';
import { Scope } from '../names/scope';
import { capital, variableName } from '../names/spelling';
import type { HeldPair, RelatedPlan } from '../plan/related-plan';
import { docComment } from '../render/escape';
import { generated, type GeneratedFile } from '../render/generated-file';
import { Imports } from '../render/imports';
import { list } from '../render/layout';

/** `orders/relations.ts`: rows of others that belong to a row; nothing where an entity has none. */
export function relationsFile(context: EntityContext): GeneratedFile[] {
  const { names, related } = context;
  if (related.length === 0) return [];
  const imports = new Imports();
  imports.add('../auth/caller', 'type Caller');
  imports.add('../auth/row-scope', 'scopeOf');
  imports.add('../database/database', 'type Database');
  imports.add(`../../${names.folder}/${names.folder}.table`, `type ${names.row}`);
  const scope = new Scope(['scopeOf', 'keyOf', names.relate]);
  const plans = related
    .map((plan) => ({ plan, reader: scope.take(`${variableName(plan.api)}Of`) }))
    .map((one) => ({ ...one, finder: scope.take(`find${capital(one.reader)}`) }));
  const readers = plans.map(({ plan, reader }) => readerOf(context, plan, reader, imports));
  const parameters = [
    'database: Database',
    `rows: readonly ${names.row}[]`,
    'include: readonly string[]',
    'caller: Caller',
  ];
  const asked = plans.map(({ plan, reader, finder }) => {
    const call = `await ${reader}(database, rows, caller)`;
    return ternary(`  const ${finder} =`, `include.includes('${plan.property}')`, call, 'undefined');
  });
  const answers = plans.map(
    ({ plan, finder }) => `    ...(${finder} && { ${plan.property}: ${finder}(row) }),\n`,
  );
  const properties = related.map((plan) => `  ${plan.property}?: ${shown(plan)};\n`);
  return [
    generated(
      `${names.folder}/relations.ts`,
      `${imports.toString()}
/** What belongs to one ${names.words}, as far as it was asked for. */
export interface ${names.related} {
${properties.join('')}}

/** What belongs to each of some rows: one query for each relation that is asked for, and none for each row. */
${list(`export async function ${names.relate}(`, parameters, `): Promise<${names.related}[]> {`)}
${asked.join('')}  return rows.map((row) => ({
${answers.join('')}  }));
}

${readers.join('\n')}`,
    ),
  ];
}

const shown = ({ other, many }: RelatedPlan) => `${other.names.dto}${many ? '[]' : ' | null'}`;

/** A choice on one line where it fits, else as Prettier would break it. */
function ternary(before: string, condition: string, yes: string, no: string): string {
  const short = `${before} ${condition} ? ${yes} : ${no};\n`;
  if (short.length <= 111) return short;
  return `${before} ${condition}\n    ? ${yes}\n    : ${no};\n`;
}

/** The values of a row that a relation goes by, as code. */
const keyOf = (pairs: readonly HeldPair[], side: 'here' | 'there', row: string): string =>
  `[${pairs.map((pair) => `${row}.${pair[side].property}`).join(', ')}]`;

/** The function that reads the rows of one relation, and gives the one that finds those of a row. */
function readerOf(context: EntityContext, plan: RelatedPlan, reader: string, imports: Imports): string {
  const { names } = context;
  const { other, many, pairs, relation, side } = plan;
  const { names: others } = other;
  const own = others.folder === names.folder;
  const at = (file: string) => (own ? `./${file}` : `../${others.folder}/${file}`);
  imports.add('../database/include', many ? 'includeMany' : 'includeOne');
  imports.add('../permissions', others.permissions);
  imports.add(at('scope'), others.scope);
  imports.add(at(`dto/${others.file}.dto`), `type ${others.dto}`, others.toDto);
  imports.add(`../../${others.folder}/${others.folder}.table`, `type ${others.row}`, others.table);
  const hides = hasHidden(other.columns);
  if (hides) imports.add('../auth/permissions', 'hiddenFields');
  const columns = list(
    'columns: [',
    pairs.map(({ there }) => `${others.table}.${there.property}`),
    '],',
    { indent: '      ' },
  );
  const key = other.key.map(({ property }) => `${others.table}.${property}`);
  const table = many
    ? `${list('{ table: ' + others.table + ', key: [', key, '] },', { indent: '    ' })}\n`
    : '';
  const read = many
    ? `(where, orderBy) =>
      drizzle
        .select()
        .from(${others.table})
        .where(where)
        .orderBy(...orderBy),`
    : `(where) => drizzle.select().from(${others.table}).where(where),`;
  const action = many ? 'list' : 'read';
  const convert = `${others.toDto}(${many ? 'one' : 'found'}${hides ? ', hidden' : ''})`;
  const found = `rowsBy.get(${keyOf(pairs, 'here', 'row')})`;
  const answer = many
    ? `    return (${found} ?? []).map((one) => ${convert});`
    : `    const found = ${found};\n    return found ? ${convert} : null;`;
  const description = side === 'own' ? relation.description : relation.inverse.description;
  const parameters = ['{ drizzle }: Database', `rows: readonly ${names.row}[]`, 'caller: Caller'];
  return `${docComment(description)}${list(`async function ${reader}(`, parameters, ') {')}
  const rowsBy = await ${many ? 'includeMany' : 'includeOne'}<${others.row}>(
    {
      keys: rows.map((row) => ${keyOf(pairs, 'here', 'row')}),
${columns}
      keyOf: (row) => ${keyOf(pairs, 'there', 'row')},
      scope: scopeOf(${others.permissions}, '${action}', caller, ${others.scope}),
    },
${table}    ${read}
  );
${hides ? `  const hidden = hiddenFields(${others.permissions}, caller);\n` : ''}  return (row: ${names.row}): ${shown(plan)} => {
${answer}
  };
}
`;
}
