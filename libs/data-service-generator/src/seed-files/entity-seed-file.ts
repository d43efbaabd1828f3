import type { ColumnPlan } from '../plan/column-plan';
import type { EntityPlan, ServicePlan } from '../plan/service-plan';
import { tsString } from '../render/escape';
import { generated, type GeneratedFile } from '../render/generated-file';
import { Imports } from '../render/imports';
import { type CodeValue, writeValue } from '../render/code-value';
import { makerCode, type MakerContext } from './maker-code';
import { type SeedRelation, seedRelations, seedUniques } from './seed-relations';

/** `orders/seed.ts`: what made-up rows of an entity are made by. */
export function entitySeedFile(service: ServicePlan, plan: EntityPlan): GeneratedFile {
  const { names, key, columns, entity } = plan;
  const imports = new Imports();
  imports.add(`../../${names.folder}/${names.folder}.table`, names.table);
  imports.add('../seed/entity-seed', 'type EntitySeed');
  const relations = seedRelations(service, plan);
  const held = new Set(relations.flatMap((relation) => relation.columns.map(({ own }) => own.property)));
  const context = { entity: entity.name, enums: service.enums, imports };
  const tenant = columns.find(({ field, property }) => field.role === 'tenant' && !held.has(property));
  const code: CodeValue = {
    object: [
      ['name', tsString(names.folder)],
      ['words', tsString(names.words)],
      ['table', names.table],
      ['key', texts(key.map(({ property }) => property))],
      ...(tenant ? [['tenant', tsString(tenant.property)] as const] : []),
      [
        'fields',
        {
          object: columns.flatMap((column) =>
            fieldEntry(column, entity.fields.includes(column.field), context),
          ),
        },
      ],
      ['relations', { list: relations.map(relationCode) }],
      ['uniques', { list: seedUniques(plan, relations).map(texts) }],
    ],
  };
  return generated(
    `${names.folder}/seed.ts`,
    `${imports.toString()}
/** What \`npm run seed\` makes ${names.words} rows by. */
${writeValue(code, { before: `export const ${names.seed}: EntitySeed = `, after: ';' })};
`,
  );
}

const texts = (words: readonly string[]): CodeValue => ({ list: words.map(tsString) });

function fieldEntry(column: ColumnPlan, isField: boolean, context: MakerContext): [string, CodeValue][] {
  const { field, property, required } = column;
  // A column that is made for a relation gets its value from there.
  const make = isField ? makerCode(field, context) : null;
  if (make === null) return [];
  const often = required ? null : oftenOf(field.name);
  return [
    [
      property,
      {
        object: [
          ['make', make],
          ['required', String(required)],
          ...(often === null ? [] : [['often', String(often)] as const]),
        ],
      },
    ],
  ];
}

/** What happens to few rows, such as that they are deleted. */
const oftenOf = (name: string) =>
  /^(deleted|archived|cancell?ed|revoked|suspended|blocked|locked)/i.test(name) ? 1 : null;

const relationCode = ({ target, columns, required }: SeedRelation): CodeValue => ({
  object: [
    ['to', tsString(target.names.folder)],
    [
      'columns',
      {
        list: columns.map(({ own, other }) => ({
          object: [
            ['own', tsString(own.property)],
            ['other', tsString(other.property)],
          ],
        })),
      },
    ],
    ['required', String(required)],
  ],
});
