import fc from 'fast-check';
import { listAll } from '../src/http/paging';
import { ApiHttp } from '../src/http/api-http';
import { createAxios } from '../src/http/http';
import { apiPath } from '../src/http/path';
import { DEFAULT_RETRY } from '../src/http/retry';
import { collect, failure, FakeBitbucket, repository } from './fake-bitbucket';

const bitbucket = new FakeBitbucket();
beforeAll(() => bitbucket.start());
afterAll(() => bitbucket.stop());

/** Lists numbers from pages that the fake gives. */
function list(cap?: number) {
  const settings = {
    instance: createAxios(),
    apiUrl: `${bitbucket.url}/2.0`,
    timeoutMs: 2_000,
    retry: DEFAULT_RETRY,
  };
  const http = new ApiHttp(settings, { userKey: 'u', accessToken: () => Promise.resolve('t') });
  return listAll(http, {
    call: { method: 'GET', path: apiPath('/things') },
    read: (json) => json.integer(),
    keyOf: (item) => item,
    ...(cap !== undefined && { cap }),
  });
}

const serve = (pages: readonly number[][]) =>
  bitbucket.answers((request) => {
    const page = Number(request.query.get('after') ?? 0);
    const next = page + 1 < pages.length ? `${bitbucket.url}/2.0/things?after=${page + 1}` : undefined;
    return { json: { values: pages[page] ?? [], next, pagelen: 100 } };
  });

it('gives each item once, in order, however the pages are split and whatever moved between them', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.nat({ max: 30 }), { maxLength: 8 }), { minLength: 1, maxLength: 6 }),
      async (pages) => {
        serve(pages);
        expect(await collect(list())).toEqual([...new Set(pages.flat())]);
        expect(bitbucket.requests).toHaveLength(pages.length);
      },
    ),
    { numRuns: 40 },
  );
});

it('ends at its cap and asks for no page more than it needs', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 1, max: 12 }),
      async (pages, cap) => {
        serve(pages);
        const all = [...new Set(pages.flat())];
        expect(await collect(list(cap))).toEqual(all.slice(0, cap));
        if (all.length <= cap) return;
        const needed =
          pages.findIndex((_page, index) => new Set(pages.slice(0, index + 1).flat()).size >= cap) + 1;
        expect(bitbucket.requests).toHaveLength(needed);
      },
    ),
    { numRuns: 40 },
  );
});

it('fetches a page only when it is needed', async () => {
  serve([[1], [2], [3]]);
  for await (const item of list()) if (item === 1) break;
  expect(bitbucket.requests).toHaveLength(1);
});

it('does not run in circles', async () => {
  bitbucket.answers([{ json: { values: [1], next: `${bitbucket.url}/2.0/things?after=1` } }]);
  expect(await failure(collect(list()))).toMatchObject({ code: 'BITBUCKET_UNEXPECTED' });
});

it('gives one page for a user interface, with the total where Bitbucket says it', async () => {
  bitbucket.answers([{ json: { values: [repository()], size: 41, next: `${bitbucket.url}/2.0/x` } }]);
  const page = await bitbucket.api().repositories.page('acme', { page: 2, pageSize: 20, query: 'Order' });
  expect(page).toMatchObject({ page: 2, pageSize: 20, total: 41, hasNext: true });
  const [request] = bitbucket.requests;
  expect(Object.fromEntries(request?.query ?? [])).toEqual({
    page: '2',
    pagelen: '20',
    q: 'name ~ "Order"',
    sort: 'name',
  });
});

it('gives one page without a total', async () => {
  bitbucket.answers([{ json: { values: [] } }]);
  expect(await bitbucket.api().workspaces.page({ page: 1, pageSize: 10 })).toEqual({
    items: [],
    page: 1,
    pageSize: 10,
    total: null,
    hasNext: false,
  });
});
