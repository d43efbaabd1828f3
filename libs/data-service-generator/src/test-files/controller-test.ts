import type { EntityContext } from '../entity-files/context';
import { isAwkward } from '../names/own-names';
import { withArticle } from '../names/spelling';
import { tsString } from '../render/escape';
import { Imports } from '../render/imports';
import { hasSample, missingPath } from './samples';

/** The test of the routes, on rows in memory. */
export function controllerTest(context: EntityContext): string {
  const { names } = context;
  const imports = new Imports();
  imports.add('node:test', 'after', 'before', 'describe', 'it');
  imports.add('../testing/start-api', 'startApi', 'type TestApi');
  imports.add(`./${names.folder}.controller`, names.controller);
  imports.add(`./${names.folder}.fixture`, names.inMemory, names.sample);
  imports.add(`./${names.folder}.repository`, names.repository);
  imports.add(`./${names.folder}.service`, names.service);
  const tests = [roundTrip(context), incomplete(context), refusals(context), notThere(context)].filter(
    (test) => test !== '',
  );
  if (tests.some((test) => test.includes('withApiNames(')))
    imports.add('../common/api-names', 'withApiNames');
  return `import assert from 'node:assert/strict';
${imports.toString()}
const ROUTE = '/api/${names.route}';

describe('${names.controller}', () => {
  let api: TestApi;

  before(async () => {
    api = await startApi({
      controllers: [${names.controller}],
      providers: [${names.service}, { provide: ${names.repository}, useValue: ${names.inMemory}() }],
    });
  });

  after(() => api.close());

${tests.join('\n')}});
`;
}

/** What a caller sends. */
const bodyOf = ({ names, columns }: EntityContext) =>
  columns.some(({ api, create }) => isAwkward(api) && create === 'required')
    ? `withApiNames(${names.sample}())`
    : `${names.sample}()`;

/** Whether the sample of the fixture passes the rules of the API. */
const canBeMade = ({ columns }: EntityContext) =>
  columns.every((column) => column.create !== 'required' || hasSample(column));

function roundTrip(context: EntityContext): string {
  const { key } = context;
  if (!canBeMade(context)) return '';
  if (key.length === 0 || key.some(({ isShown }) => !isShown))
    return `  it('creates and lists', async () => {
    assert.equal((await api.send('POST', ROUTE, ${bodyOf(context)})).status, 201);
    assert.equal((await api.send('GET', \`\${ROUTE}?_limit=1\`)).body.total, 1);
  });
`;
  const parts = key.map(({ api }) => `\${encodeURIComponent(String(created.body[${tsString(api)}]))}`);
  return `  it('creates, reads, changes, lists and deletes', async () => {
    const created = await api.send('POST', ROUTE, ${bodyOf(context)});
    assert.equal(created.status, 201);
    const path = \`\${ROUTE}/${parts.join('/')}\`;

    assert.deepEqual((await api.send('GET', path)).body, created.body);
    assert.equal((await api.send('PATCH', path, {})).status, 200);
    assert.equal((await api.send('GET', \`\${ROUTE}?_limit=1\`)).body.total, 1);
    assert.equal((await api.send('DELETE', path)).status, 204);
    assert.equal((await api.send('GET', path)).status, 404);
  });
`;
}

function incomplete(context: EntityContext): string {
  const { names, columns } = context;
  const first = columns.find(({ create, api }) => create === 'required' && !isAwkward(api));
  if (!first || bodyOf(context) !== `${names.sample}()`) return '';
  return `  it('refuses ${withArticle(names.words)} without ${first.property}', async () => {
    const { ${first.property}: _, ...rest } = ${names.sample}();
    assert.equal((await api.send('POST', ROUTE, rest)).status, 400);
  });
`;
}

function refusals(context: EntityContext): string {
  const { key } = context;
  const isUuid = key.length === 1 && key[0]?.field.type === 'uuid';
  const badKey = isUuid
    ? `    assert.equal((await api.send('GET', \`\${ROUTE}/not-an-id\`)).status, 400);\n`
    : '';
  return `  it('refuses what it does not know', async () => {
    const body = { ...${bodyOf(context)}, _unknown: true };
    assert.equal((await api.send('POST', ROUTE, body)).status, 400);
    for (const other of [[], null, 7]) assert.equal((await api.send('POST', ROUTE, other)).status, 400);
    assert.equal((await api.send('GET', \`\${ROUTE}?_unknown=true\`)).status, 400);
${badKey}  });
`;
}

function notThere({ key }: EntityContext): string {
  const missing = missingPath(key);
  if (missing === null) return '';
  return `  it('answers 404 for a row that is not there', async () => {
    const missing = \`\${ROUTE}/${missing.replaceAll("'", '%27')}\`;
    assert.equal((await api.send('GET', missing)).status, 404);
    assert.equal((await api.send('PATCH', missing, {})).status, 404);
    assert.equal((await api.send('DELETE', missing)).status, 404);
  });
`;
}
