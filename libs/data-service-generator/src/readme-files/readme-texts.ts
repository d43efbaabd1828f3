/* What the README of every service says alike. */

export const START = `A REST service on [NestJS](https://nestjs.com), [Drizzle](https://orm.drizzle.team) and PostgreSQL.

## Start

With Docker:

\`\`\`sh
docker compose up --build --detach
docker compose run --rm seed # made-up rows to look at
\`\`\`

Without, on Node.js 20.19 or newer, with a PostgreSQL of your own:

\`\`\`sh
cp .env.example .env # then set DATABASE_URL
npm ci && npm run build
npm run migrate
npm run seed
npm start
\`\`\`

\`npm run start:dev\` builds and starts it anew after each change. The documentation of the API is at <http://localhost:3000/api/docs>.`;

export const API = `## API

Lists answer \`{ "items": [], "next": null }\`, at most \`_limit\` rows at once (1 to 100, else 20).

- **Filter** by any field: \`?name=Ada\`, or with an operator behind a dot: \`eq\`, \`ne\`, \`lt\`, \`lte\`, \`gt\`, \`gte\`, \`in\` (values between commas), \`contains\`, \`startsWith\` and \`isNull\` (\`true\` or \`false\`): \`?price.gte=5&status.in=new,paid&name.contains=ad\`. Which operators a field takes, the documentation says. Several filters must all hold.
- **Search** with \`_search\` in the fields that are made for it.
- **Sort** by fields between commas, a minus for the greatest first: \`?_sort=-placedAt,orderNumber\`.
- **Go on** with \`_cursor\`, the \`next\` of the page before, which stays right while rows come and go; or with \`_offset\`.
- **Count** with \`_total=true\`: counting costs time, so nobody pays for it unasked.
- **Include** what a row points at, or what points at it: \`?_include=customer,items\`.

Rows:

- \`PATCH\` changes the fields that it names. \`POST\` answers 201 with \`Location\`.
- A row comes with an \`ETag\`. Sent back as \`If-Match\` with \`PATCH\` or \`DELETE\` it makes sure that nobody has changed the row meanwhile (412), as \`If-None-Match\` with \`GET\` it saves the answer (304).
- \`POST\` with an \`Idempotency-Key\` is done once: who repeats it within 24 hours gets the first answer again.
- Decimals and whole numbers of 8 bytes are texts (\`"12.50"\`), so that no digit is lost. Bytes are Base64.
- A day is \`2026-01-31\`, a moment \`2026-01-31T08:30:00Z\` or with another offset; nothing else is taken for one.
- A value with more digits than its column keeps is refused, and never rounded; times have at most six digits after the second.
- A row that another program wrote is shown as it is, also where the API would not take it: times outside of the years 1 to 9999 as PostgreSQL writes them (\`infinity\`, \`0044-03-15 BC\`), \`NaN\` and infinite numbers as texts, null and lists in a list, and words that an enum has got since.

### Errors

Errors are \`application/problem+json\`:

\`\`\`json
{
  "type": "urn:problem-type:bad-request",
  "title": "The request is not valid.",
  "status": 400,
  "code": "BAD_REQUEST",
  "errors": [{ "field": "price", "message": "price must not be less than 0" }],
  "requestId": "0198c5a4-…"
}
\`\`\`

\`code\` is what a program should look at; the documentation lists them all. \`requestId\` finds the request in the log, which never holds values of rows or queries.`;

export const EDITING = `## Change it

Two owners share this repository.

- **\`src/generated/\` and \`test/generated/\` are the generator's.** Each build writes them anew from the model. An edit of yours in there is kept, and where the model changed the same lines yours win and the pull request says so; but every build has to merge it.
- **The rest of \`src/\` and \`test/\` is yours.** It was written once and no build touches it again. Beside the files of an entity there is room for more of your own.

| You want to                                 | Do it in                                                          |
| ------------------------------------------- | ----------------------------------------------------------------- |
| check or change values before they are kept | \`src/<entity>/<entity>.service.ts\`: override a method of the base |
| add a route                                 | \`src/<entity>/<entity>.controller.ts\`                             |
| add a column that the model does not have   | \`src/<entity>/<entity>.table.ts\`, and a migration of your own     |
| add a module                                | \`src/app.module.ts\`                                               |
| test it                                     | \`test/\`, in files that end in \`.test.ts\`                          |

What stands at the root of the repository (\`package.json\`, \`Dockerfile\`, \`bitbucket-pipelines.yml\` and the like) is merged: change it as you need. \`.amplicationignore\`, in the form of a \`.gitignore\`, lists files that should never be generated again.

- \`.amplication/model/\` holds the model as text, in YAML, for whoever reads or reviews it. It is written by each build and not read back: change the model where it is edited, or import these files there. The rest of \`.amplication/\` is what builds keep to merge by; leave it alone.
- \`migrations/\` only grows: a migration that has run is never changed, and \`npm run migrate\` refuses one that was. Your own go beside the others, with the next number: \`0002_what_it_does.sql\`. They run in the order of their names.
- \`package-lock.json\` comes with the generator. A package of your own goes in with \`npm install\`; the next build keeps it.`;

export const QUALITY = `## Check it

\`\`\`sh
npm run check # all of it, as Bitbucket Pipelines does for each push
\`\`\`

- \`npm test\` runs the tests against a real PostgreSQL: one of its own, from npm, or the one that \`TEST_DATABASE_URL\` names. There it makes databases and drops them again.
- \`npm run lint\` and \`npm run format:check\` are clean as generated; \`npm run format\` puts your own code in order.
- \`npm run seed -- --rows 50\` fills an empty database with believable rows, the same ones each time. \`--reset\` deletes all rows first. It refuses to run with \`NODE_ENV=production\`.
- \`bitbucket-pipelines.yml\` is read when it lies at the root of the Bitbucket repository. Where this service is in a folder of a larger one, take over its steps there.`;

export const DEPLOY = `## Deploy it

\`docker build .\` makes an image that runs as a user without rights and needs no disk to write to. Run \`node dist/generated/commands/migrate.js\` in it before the service is started; it takes a lock, so several may try. \`/health/live\` answers as long as the process works, \`/health/ready\` while it can reach its database. After SIGTERM the service finishes its requests, at most ten seconds. All settings are variables of the environment; \`.env.example\` has their defaults. It does not start with one that cannot be right.`;
