import type { EntityModel, ServiceModel } from '@amplication/service-model';
import { planService } from '../../../src/plan/service-plan';
import type { Mistake } from './edits';

const PATH = 'src/generated/permissions.ts';
const ACTIONS = ['create', 'read', 'update', 'delete', 'list'] as const;
const EVERYBODY = '*';

/** Each cell of the permission matrix, said otherwise than the model has it. */
export function wrongCells(model: ServiceModel): Mistake[] {
  const roles = [...model.roles.map(({ id, name }) => ({ id, name })), { id: null, name: EVERYBODY }];
  return planService(model).entities.flatMap(({ entity, names }) =>
    ACTIONS.flatMap((action) => {
      const cells = new Map(roles.map(({ id, name }) => [name, rowsOf(entity, id, action)]));
      return roles.flatMap(({ name }) =>
        otherwise(cells, name).map((to): Mistake => {
          const changed = new Map<string, string | null>(cells).set(name, to);
          const line = [...changed].flatMap(([role, rows]) =>
            rows === null ? [] : [`'${role}': '${rows}'`],
          );
          return {
            what: `${names.words}: ${name} may ${action} ${to ?? 'nothing'}`,
            tests: `${names.folder}.test`,
            edits: [
              {
                path: PATH,
                from: new RegExp(
                  `(export const ${names.permissions} = [\\s\\S]*?\\n    ${action}: )\\{.*\\},`,
                ),
                to: `$1{ ${line.join(', ')} },`,
              },
            ],
          };
        }),
      );
    }),
  );
}

const rowsOf = ({ access }: EntityModel, roleId: string | null, action: (typeof ACTIONS)[number]) =>
  access.find((rule) => rule.roleId === roleId && rule.actions.includes(action))?.rows ?? null;

/** What a cell could say instead, as far as somebody would see it: what everybody may, a role may as well. */
function otherwise(cells: ReadonlyMap<string, string | null>, role: string): (string | null)[] {
  const now = cells.get(role) ?? null;
  const everybody = role === EVERYBODY ? null : (cells.get(EVERYBODY) ?? null);
  if (everybody === 'all') return [];
  if (now === null) return everybody === null ? ['all'] : [];
  return now === 'all' ? [everybody] : ['all', ...(everybody === now ? [] : [everybody])];
}
