import type { EntityPlan, ServicePlan } from '../plan/service-plan';
import { markdown } from '../render/escape';
import { file, type GeneratedFile } from '../render/generated-file';

/** `README.md`: what a developer who opens the repository needs first. */
export function readmeFile({ model, entities: plans }: ServicePlan): GeneratedFile {
  const description = markdown(model.description);
  return file(
    'README.md',
    `# ${markdown(model.name)}
${description === '' ? '' : `\n${description}\n`}
${START}
## API

Every list takes \`_limit\` (1 to 100), \`_offset\`, \`_sort\` (the name of a field) and \`_order\` (\`asc\` or \`desc\`), and fields as filters: \`?name=Ada\`. It answers \`{ "items": [], "total": 0 }\`.

- Decimals and whole numbers of 8 bytes are texts (\`"12.50"\`), so that no digit is lost. Bytes are Base64.
- A day is \`2026-01-31\`, a moment \`2026-01-31T08:30:00Z\` or with another offset; nothing else is taken for one.
- A value with more digits than its column keeps is refused, and never rounded; times have at most six digits after the second.
- A row that another program wrote is shown as it is, also where the API would not take it: times outside of the years 1 to 9999 as PostgreSQL writes them (\`infinity\`, \`0044-03-15 BC\`), \`NaN\` and infinite numbers as texts, null and lists in a list, and words that an enum has got since.
- What clashes with other rows is answered with 409, what breaks a rule with 400; both carry a \`code\`, and name \`fields\` where PostgreSQL could not read a value.
- The log tells of a statement that failed, and never of its values.
${entities(plans)}
${EDITING}`,
  );
}

const START = `A REST service on [NestJS](https://nestjs.com), [Drizzle](https://orm.drizzle.team) and PostgreSQL.

## Start

With Docker:

\`\`\`sh
docker compose up --build
\`\`\`

Without, on Node.js 20.12 or newer, with a PostgreSQL of your own:

\`\`\`sh
cp .env.example .env # then set DATABASE_URL
npm install
npm run build
npm run migrate
npm start
\`\`\`

The documentation of the API is at <http://localhost:3000/api/docs>, the state of the service at <http://localhost:3000/health>.

## Test

\`\`\`sh
npm test
\`\`\`

The tests need no database.
`;

const EDITING = `## Change it

Every file is yours to edit. The next build merges what the model changed into your code: an edit of yours stays, and where both changed the same lines yours win and the pull request says so. Files that should never be generated again can be listed in \`.amplicationignore\`, in the form of a \`.gitignore\`.

- Rules of your own belong in the \`*.service.ts\` of an entity.
- \`migrations/0000_model.sql\` makes the tables of the model in an empty database. It runs once: a database that has run it refuses a changed one. What an existing database needs goes into files of your own beside it (\`0001_….sql\`), which run in the order of their names.
- \`.amplication/model/\` holds the model as text, in YAML, for whoever reads or reviews it. It is written by each build and not read back: change the model where it is edited, or import these files there.
- Commit the \`package-lock.json\` that \`npm install\` writes.
`;

function entities(plans: readonly EntityPlan[]): string {
  if (plans.length === 0) return '';
  const rows = plans.map((plan) => {
    const { entity } = plan;
    const description = entity.description.trim() === '' ? '' : `: ${markdown(entity.description)}`;
    return `- **${markdown(entity.name)}** at ${paths(plan)}${description}\n`;
  });
  return `\n${rows.join('')}`;
}

/** The list, the row, and what a row is linked to. */
function paths({ names, key, links }: EntityPlan): string {
  const list = `/api/${names.route}`;
  const row = `${list}/${key.map(({ api }) => `{${api}}`).join('/')}`;
  const all = [list, ...(key.length === 0 ? [] : [row]), ...links.map(({ route }) => `${row}/${route}`)];
  return all.map((path) => `\`${path}\``).join(', ');
}
