import type { EntityModel, ServiceModel } from '../model/service-model';
import { entityNames } from '../render/entity-names';
import { markdown } from '../render/escape';
import { file, type GeneratedFile } from '../render/generated-file';

/** `README.md`: what a developer who opens the repository needs first. */
export function readmeFile(model: ServiceModel): GeneratedFile {
  const description = markdown(model.description);
  return file(
    'README.md',
    `# ${markdown(model.name)}
${description === '' ? '' : `\n${description}\n`}
${START}
## API

Every list takes \`_limit\` (1 to 100), \`_offset\`, \`_sort\` (the name of a field) and \`_order\` (\`asc\` or \`desc\`), and fields as filters: \`?name=Ada\`. It answers \`{ "items": [], "total": 0 }\`. Decimals are texts (\`"12.50"\`), so that no digit is lost.
${entities(model.entities)}
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
- \`migrations/0000_model.sql\` follows the model: it adds tables and columns and never drops any. Beside it, files of your own (\`0001_….sql\`) run in the order of their names. A new required field needs a value for the rows that are there: add the column in a file of yours first, or make the field optional.
- Commit the \`package-lock.json\` that \`npm install\` writes.
`;

function entities(all: EntityModel[]): string {
  if (all.length === 0) return '';
  const rows = all.map((entity) => {
    const { one, route } = entityNames(entity);
    return `- **${one}** at \`/api/${route}\`${entity.description.trim() === '' ? '' : `: ${markdown(entity.description)}`}\n`;
  });
  return `\n${rows.join('')}`;
}
