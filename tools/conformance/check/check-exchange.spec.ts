import { ExchangeChecker } from './check-exchange';
import type { Exchange } from './exchange';
import { parseSpecification } from './specification';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const json = (name: string) => ({ content: { 'application/json': { schema: ref(name) } } });

/** A miniature of Atlassian's file, with its ways: shared parameters, open schemas, `type` as discriminator. */
const SPECIFICATION = parseSpecification({
  openapi: '3.0.0',
  'x-revision': 'abc',
  paths: {
    '/things/{owner}': {
      parameters: [{ name: 'owner', in: 'path', required: true, schema: { type: 'string' } }],
      get: {
        parameters: [
          { name: 'role', in: 'query', schema: { type: 'string', enum: ['admin', 'member'] } },
          { name: 'depth', in: 'query', schema: { type: 'integer' } },
        ],
        responses: { 200: json('page'), 404: json('error') },
        security: [{ oauth2: ['thing', 'account'] }, { basic: [] }],
      },
      post: { requestBody: json('thing'), responses: { 201: json('thing') } },
      delete: { responses: { 204: {} } },
    },
    '/things/{owner}/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
      get: { responses: { 200: json('thing') } },
    },
    '/things/{owner}/all': { get: { responses: { 200: json('page') } } },
    '/things/{owner}/src/{commit}/{path}': { get: { responses: { 200: {} } } },
    '/search': {
      get: {
        parameters: [{ name: 'text', in: 'query', required: true, schema: { type: 'string' } }],
        responses: { 200: {} },
      },
      post: { responses: { 200: {} } },
    },
  },
  components: {
    schemas: {
      object: { type: 'object', properties: { type: { type: 'string' } }, required: ['type'] },
      error: {
        type: 'object',
        properties: {
          type: { type: 'string' },
          error: { type: 'object', properties: { message: { type: 'string' } }, additionalProperties: false },
        },
        required: ['type'],
        additionalProperties: true,
      },
      account: {
        allOf: [
          ref('object'),
          { type: 'object', properties: { name: { type: 'string' } }, additionalProperties: true },
        ],
      },
      user: {
        allOf: [ref('account'), { type: 'object', properties: { nickname: { type: 'string' } } }],
      },
      thing: {
        allOf: [
          ref('object'),
          {
            type: 'object',
            properties: {
              size: { type: 'integer', minimum: 0 },
              created_on: { type: 'string', format: 'date-time' },
              owner: ref('account'),
              data: { type: 'object', properties: {}, additionalProperties: true },
            },
          },
        ],
      },
      page: {
        type: 'object',
        properties: { values: { type: 'array', items: ref('thing') }, next: { type: 'string' } },
        additionalProperties: false,
      },
    },
  },
});

const THING = { type: 'thing', size: 1, created_on: '2026-11-24T10:00:00+00:00' };

function exchange(changes: Partial<Exchange> & { sent?: unknown; got?: unknown } = {}): Exchange {
  const { sent, got, ...rest } = changes;
  return {
    method: 'GET',
    url: '/things/acme/1',
    requestType: sent === undefined ? '' : 'application/json',
    requestBody: Buffer.from(sent === undefined ? '' : JSON.stringify(sent)),
    status: 200,
    responseType: 'application/json',
    responseBody: Buffer.from(JSON.stringify(got ?? THING)),
    acceptedScopes: null,
    ...rest,
  };
}

function found(
  changes: Parameters<typeof exchange>[0],
  checker = new ExchangeChecker(SPECIFICATION),
): string[] {
  return checker.check(exchange(changes)).violations.map(({ kind, subject }) => `${kind} [${subject}]`);
}

const PAGE = { values: [THING], next: 'https://api.example.com/2' };
const EMPTY = { responseType: '', responseBody: Buffer.alloc(0) };

describe('what is right', () => {
  it.each<[string, Parameters<typeof exchange>[0]]>([
    ['an object', {}],
    [
      'a page, with parameters and scopes in any order',
      { url: '/things/acme?role=admin&depth=2', got: PAGE, acceptedScopes: ['account', 'thing'] },
    ],
    ['a body', { method: 'POST', url: '/things/acme', sent: THING, status: 201 }],
    ['no content', { method: 'DELETE', url: '/things/acme', status: 204, ...EMPTY }],
    [
      'an object that extends what is expected',
      { got: { ...THING, owner: { type: 'user', name: 'a', nickname: 'b' } } },
    ],
    ['a map', { got: { ...THING, data: { anything: [1, null] } } }],
    ['a deep path, a root and an escaped slash', { url: '/things/acme/src/main%2Fx/a/b.txt', ...EMPTY }],
    ['the root of a tree', { url: '/things/acme/src/main/', ...EMPTY }],
  ])('finds nothing in %s', (_name, changes) => {
    expect(found(changes)).toEqual([]);
  });

  it('takes the template with the most fixed segments', () => {
    const { operation } = new ExchangeChecker(SPECIFICATION).check(
      exchange({ url: '/things/acme/all', got: PAGE }),
    );
    expect(operation).toBe('GET /things/{owner}/all');
  });
});

describe('what is wrong', () => {
  it.each<[string, Parameters<typeof exchange>[0], string]>([
    ['a path', { url: '/nothing' }, 'unknown-path [/nothing]'],
    ['a method', { method: 'PUT' }, 'unknown-method [PUT]'],
    ['a value in the path', { url: '/things/acme/one' }, 'path-parameter [id type]'],
    ['a query parameter', { url: '/things/acme?page=1', got: PAGE }, 'query-parameter [page]'],
    ['a value in the query', { url: '/things/acme?role=king', got: PAGE }, 'query-parameter [role enum]'],
    ['a type in the query', { url: '/things/acme?depth=deep', got: PAGE }, 'query-parameter [depth type]'],
    ['a missing query parameter', { url: '/search', ...EMPTY }, 'query-parameter [text required]'],
    [
      'a body where none is declared',
      { method: 'POST', url: '/search', sent: {}, ...EMPTY },
      'request-type [application/json]',
    ],
    [
      'a property in a request',
      { method: 'POST', url: '/things/acme', sent: { ...THING, sise: 1 }, status: 201 },
      'request-body [thing.sise undeclared]',
    ],
    [
      'a missing property',
      { method: 'POST', url: '/things/acme', sent: { size: 1 }, status: 201 },
      'request-body [object.type required]',
    ],
    ['scopes', { url: '/things/acme', got: PAGE, acceptedScopes: ['thing'] }, 'scopes [thing]'],
    ['a status', { status: 202 }, 'status [202]'],
    ['the type of an answer', { responseType: 'text/html' }, 'response-type [200 text/html]'],
    [
      'an answer where none is declared',
      { method: 'DELETE', url: '/things/acme', status: 204 },
      'response-type [204 application/json]',
    ],
    ['an answer without its body', EMPTY, 'response-body [missing]'],
    ['an answer that is not JSON', { responseBody: Buffer.from('{') }, 'response-body [json]'],
    ['a null', { got: { ...THING, size: null } }, 'response-body [thing.size type]'],
    ['a null for an object', { got: { ...THING, owner: null } }, 'response-body [thing.owner type]'],
    ['a limit', { got: { ...THING, size: -1 } }, 'response-body [thing.size minimum]'],
    ['a date', { got: { ...THING, created_on: 'today' } }, 'response-body [thing.created_on format]'],
    [
      'a property in a list',
      { url: '/things/acme', got: { values: [{ ...THING, x: 1 }] } },
      'response-body [thing.x undeclared]',
    ],
    [
      'a property of a closed object',
      { url: '/things/acme', got: { ...PAGE, total: 1 } },
      'response-body [page.total undeclared]',
    ],
    [
      'a property that only another heir has',
      { got: { ...THING, owner: { type: 'account', nickname: 'b' } } },
      'response-body [account.nickname undeclared]',
    ],
    [
      'a property of what extends',
      { got: { ...THING, owner: { type: 'user', nickname: 1 } } },
      'response-body [user.nickname type]',
    ],
  ])('finds %s', (_name, changes, expected) => {
    expect(found(changes)).toEqual([expected]);
  });

  it('checks the envelope of an error whose status is not declared', () => {
    const got = { type: 'error', error: { message: 'no', fields: {} } };
    expect(found({ status: 429, got })).toEqual([
      'status [429]',
      'response-body [error.error.fields undeclared]',
    ]);
    expect(found({ status: 429, responseType: 'text/plain' })).toEqual([
      'status [429]',
      'response-type [429 text/plain]',
    ]);
  });

  it('checks a body that is only described against the schema that is meant', () => {
    const documented = {
      requests: { 'POST /search': 'thing' },
      responses: { 'DELETE /things/{owner}': 'thing' },
    };
    const checker = new ExchangeChecker(SPECIFICATION, documented);
    expect(
      found({ method: 'POST', url: '/search', sent: { type: 'thing', sise: 1 }, ...EMPTY }, checker),
    ).toEqual(['request-type [application/json]', 'request-body [thing.sise undeclared]']);
    expect(
      found({ method: 'DELETE', url: '/things/acme', status: 204, got: { ...THING, size: 'big' } }, checker),
    ).toEqual(['response-type [204 application/json]', 'response-body [thing.size type]']);
  });
});
