import { ExchangeChecker } from './check/check-exchange';
import type { Exchange } from './check/exchange';
import { parseSpecification } from './check/specification';
import { summarize } from './summary';

const checker = new ExchangeChecker(
  parseSpecification({
    paths: { '/user': { get: { responses: { 200: {} } } } },
    components: { schemas: {} },
  }),
);
const exchange: Exchange = {
  method: 'GET',
  url: '/user',
  requestType: '',
  requestBody: Buffer.alloc(0),
  status: 200,
  responseType: '',
  responseBody: Buffer.alloc(0),
  acceptedScopes: null,
};

it('counts, and passes when nothing is open', () => {
  expect(summarize(checker, [exchange, exchange], [], ['GET /user'])).toEqual({
    passed: true,
    lines: ['conformance: 2 requests, 2 responses, 1 endpoints, 0 known gaps, 0 violations'],
  });
});

it('lists a violation once, with how often it occurred, what is stale and what was not reached', () => {
  const moved = { ...exchange, status: 302 };
  const stale = { kind: 'scopes', subjects: ['none'], reason: 'why', source: 'where' } as const;
  expect(summarize(checker, [moved, moved], [stale], ['GET /workspaces'])).toEqual({
    passed: false,
    lines: [
      'GET /user: status [302] the status 302 is not declared (2 times)',
      'known gap that has closed: scopes: none did not occur (why)',
      'endpoint of the client that the flow did not reach: GET /workspaces',
      'conformance: 2 requests, 2 responses, 1 endpoints, 1 known gaps, 1 violations',
    ],
  });
});
