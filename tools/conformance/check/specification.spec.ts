import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSpecification, SpecificationError } from './specification';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'conformance-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function fileWith(text: string): string {
  const file = join(folder, 'openapi.json');
  writeFileSync(file, text);
  return file;
}

it.each([
  ['no file', () => undefined, 'name the OpenAPI file'],
  ['a file that is not there', () => join(folder, 'none.json'), 'cannot read'],
  ['no JSON', () => fileWith('{'), 'is not Atlassian'],
  [
    "another API's file",
    () => fileWith(JSON.stringify({ openapi: '3.0.0', info: { title: 'Pets' }, paths: {}, components: {} })),
    'is not Atlassian',
  ],
])('refuses %s in one line', (_name, file, expected) => {
  const refusal = () => readSpecification(file());
  expect(refusal).toThrow(SpecificationError);
  expect(refusal).toThrow(new RegExp(`^[^\\n]*${expected}[^\\n]*$`));
});

it('reads operations with the parameters of their path, bodies that are shared, and scopes', () => {
  const schema = { type: 'string' };
  const file = fileWith(
    JSON.stringify({
      openapi: '3.0.0',
      'x-revision': 'abc',
      info: { title: 'Bitbucket API' },
      paths: {
        '/x/{a}': {
          parameters: [
            { name: 'a', in: 'path', required: true, schema },
            { name: 'q', in: 'query', schema },
          ],
          put: {
            parameters: [{ name: 'q', in: 'query', schema: { type: 'integer' } }],
            requestBody: { $ref: '#/components/requestBodies/shared' },
            responses: { 200: { description: 'fine' } },
            security: [{ basic: [] }, { oauth2: ['account'] }],
          },
        },
      },
      components: {
        schemas: { thing: { type: 'object' } },
        requestBodies: { shared: { required: true, content: { 'application/json': { schema } } } },
      },
    }),
  );
  const { revision, paths, schemas } = readSpecification(file);
  expect(revision).toBe('abc');
  expect(schemas).toEqual({ thing: { type: 'object' } });
  expect(paths.get('/x/{a}')?.get('PUT')).toEqual({
    name: 'PUT /x/{a}',
    parameters: [
      { name: 'q', in: 'query', required: false, schema: { type: 'integer' } },
      { name: 'a', in: 'path', required: true, schema },
    ],
    requestBody: { required: true, content: { 'application/json': schema } },
    responses: { 200: { content: null } },
    scopes: ['account'],
  });
});
