import type { EntityPlan, ServicePlan } from '../plan/service-plan';
import { tsString } from '../render/escape';
import { generated, type GeneratedFile } from '../render/generated-file';
import { Imports } from '../render/imports';
import { type CodeValue, writeValue } from '../render/code-value';
import { entitySeedFile } from './entity-seed-file';
import { seedOrder } from './seed-order';
import { seedRelations } from './seed-relations';

/** `npm run seed`, and what it makes of which rows. */
export const seedFiles = (service: ServicePlan): GeneratedFile[] => [
  generated('commands/seed.ts', COMMAND),
  planFile(service),
  ...service.entities.map((plan) => entitySeedFile(service, plan)),
];

const COMMAND = `import { seedCommand } from './seed-command.js';

await seedCommand(() => import('../seed/plan.js'));
`;

/** `seed/plan.ts`: the entities in the order in which their rows can be made. */
function planFile(service: ServicePlan): GeneratedFile {
  const imports = new Imports();
  imports.add('./entity-seed', 'type SeedPlan');
  const ordered = seedOrder(service.entities, (plan) => seedRelations(service, plan));
  for (const { names } of ordered) imports.add(`../${names.folder}/seed`, names.seed);
  const plan: CodeValue = {
    object: [
      ['entities', { list: ordered.map(({ names }) => names.seed) }],
      ['links', { list: service.entities.flatMap((entity) => linksOf(entity, imports)) }],
    ],
  };
  return generated(
    'seed/plan.ts',
    `${imports.toString()}
/** What \`npm run seed\` makes: what rows point at comes before them. */
${writeValue(plan, { before: 'export const PLAN: SeedPlan = ', after: ';' })};
`,
  );
}

function linksOf({ links, names }: EntityPlan, imports: Imports): CodeValue[] {
  return links
    .filter(({ side }) => side === 'own')
    .map(({ join, words }) => {
      imports.add(`../${names.folder}/columns`, join.table);
      const end = ({ names: { folder }, key }: EntityPlan): CodeValue => ({
        object: [
          ['entity', tsString(folder)],
          ['property', tsString(key[0]?.property ?? '')],
        ],
      });
      return {
        object: [
          ['words', tsString(`${words} of ${names.words}`)],
          ['table', join.table],
          ['own', end(join.owner)],
          ['target', end(join.target)],
        ],
      };
    });
}
