import type { ServiceModel } from '@amplication/service-model';
import type { EntityPlan, ServicePlan } from '../plan/service-plan';
import { markdown } from '../render/escape';
import { file, type GeneratedFile } from '../render/generated-file';
import { permissionsInWords } from './readme-permissions';
import { API, DEPLOY, EDITING, QUALITY, START } from './readme-texts';
import { settingGroups } from '../project-files/settings';

/** `README.md`: what a developer who opens the repository needs first. */
export function readmeFile({ model, entities }: ServicePlan): GeneratedFile {
  const description = markdown(model.description);
  return file(
    'README.md',
    [
      `# ${markdown(model.name)}`,
      ...(description === '' ? [] : [description]),
      START,
      signingIn(model.roles.map(({ name }) => name)),
      ...permissions({ model, entities }),
      API,
      ...routes(entities),
      EDITING,
      QUALITY,
      `${DEPLOY}\n\n${settings(model)}`,
    ].join('\n\n') + '\n',
  );
}

/** The roles that a developer may ask for, and the command that gives a token. */
function signingIn(roles: readonly string[]): string {
  const role = roles[0] ?? 'admin';
  const known = roles.length === 0 ? '' : ` The roles are ${roles.map((name) => `\`${name}\``).join(', ')}.`;
  return `## Sign in

Every route asks for a bearer token; only the state of the service and, outside of production, the documentation are open. In production the tokens come from your identity provider (\`AUTH_JWKS_URL\`). For development this prints one that is signed with \`AUTH_SHARED_KEY\`, good for eight hours:

\`\`\`sh
npm run --silent token -- --role ${role} --subject ada
curl --header "Authorization: Bearer $(npm run --silent token -- --role ${role})" http://localhost:3000/api/docs-json
\`\`\`

With Docker it is \`docker compose exec service node dist/generated/commands/token.js --role ${role}\`.${known} \`--subject\` says who the caller is, \`--tenant\` whose; \`--hours\` how long the token is good.`;
}

function permissions({ model, entities }: Pick<ServicePlan, 'model' | 'entities'>): string[] {
  if (entities.length === 0) return [];
  const rows = entities.map(
    ({ entity }) => `- **${markdown(entity.name)}**: ${permissionsInWords(model, entity).join(' ')}`,
  );
  return [
    '### Who may do what',
    "A caller without a token gets 401, one without the right 403. Rows that are not the caller's are not there for them: 404. `src/generated/permissions.ts` says the same in code, and a test holds each cell of it.",
    rows.join('\n'),
  ];
}

function routes(entities: readonly EntityPlan[]): string[] {
  if (entities.length === 0) return [];
  const rows = entities.map((plan) => {
    const { entity } = plan;
    const description = entity.description.trim() === '' ? '' : `: ${markdown(entity.description)}`;
    return `- **${markdown(entity.name)}** at ${paths(plan)}${description}`;
  });
  return ['### Routes', rows.join('\n')];
}

/** The list, the row, and what belongs or is linked to a row. */
function paths({ names, key, links, related }: EntityPlan): string {
  const list = `/api/${names.route}`;
  const row = `${list}/${key.map(({ api }) => `{${api}}`).join('/')}`;
  const below = [...related, ...links].flatMap(({ route }) => (route === null ? [] : [`${row}/${route}`]));
  const all = [list, ...(key.length === 0 ? [] : [row]), ...below];
  return all.map((path) => `\`${path}\``).join(', ');
}

function settings(model: ServiceModel): string {
  const rows = settingGroups(model).flatMap(({ settings: group }) =>
    group.map(({ name, help }) => `- \`${name}\`: ${help}`),
  );
  return rows.join('\n');
}
