import assert from 'node:assert/strict';
import { it } from 'node:test';
import { expectProblem, expectStatus, itemsOf } from '../expect.js';
import { type TestRows } from '../test-rows.js';
import { type Values } from '../test-service.js';
import { type Tested } from '../tested.js';
import { type Differing, type ListField, makeDiffering } from './filtering.js';

/** The order of a list by each field, both ways. */
export function itSorts(tested: Tested, fields: readonly ListField[]): void {
  const { service, rows, caller } = tested;
  for (const differing of fields.filter(({ canSort }) => canSort))
    it(`puts rows in order by ${differing.field}`, async () => {
      const { field, values } = differing;
      const made = await makeDiffering(service, rows, differing);
      const rising = await caller.get(`${rows.route}?_sort=${encodeURIComponent(field)}`);
      const falling = await caller.get(`${rows.route}?_sort=-${encodeURIComponent(field)}`);
      expectStatus(rising, 200);
      expectStatus(falling, 200);
      const places = placesOf(rows, made, itemsOf(rising));
      if (values)
        assert.deepEqual(
          places,
          made.map((_row, at) => at),
        );
      assert.equal(places.length, made.length);
      assert.deepEqual(placesOf(rows, made, itemsOf(falling)), [...places].reverse());
    });
}

/** Which of some rows each item is. */
const placesOf = (rows: TestRows, made: readonly Values[], items: readonly Values[]): number[] =>
  items.map((item) => made.findIndex((row) => rows.isSame(item, row)));

/** Pages: by a cursor each row is met once, in the order of the whole list. `by` are fields that some rows share. */
export function itPages(tested: Tested, by: readonly Differing[]): void {
  const { service, rows, caller } = tested;
  const sorts: (Differing | null)[] = [null, ...by];

  for (const differing of sorts)
    it(`leads from page to page${differing ? ` by ${differing.field}` : ''}`, async () => {
      const { field = '', values = [], canBeNull = false } = differing ?? {};
      const [first, second = first] = values;
      const shared = differing
        ? [first, first, second, ...(canBeNull ? [null, null] : [second])]
        : [1, 2, 3, 4, 5];
      for (const value of shared) await rows.make(service, differing ? { [field]: value } : {});
      const orders = differing ? [`_sort=${field}&`, `_sort=-${field}&`] : [''];
      for (const order of orders) {
        const whole = await caller.get(`${rows.route}?${order}_limit=100`);
        expectStatus(whole, 200);
        assert.equal(itemsOf(whole).length, shared.length);
        assert.equal(whole.body['next'], null);
        assert.deepEqual(await walk(tested, order), itemsOf(whole));
        const part = await caller.get(`${rows.route}?${order}_limit=2&_offset=1&_total=true`);
        assert.deepEqual(itemsOf(part), itemsOf(whole).slice(1, 3));
        assert.equal(part.body['total'], shared.length);
      }
    });

  it('takes no cursor of another list', async () => {
    await rows.make(service);
    await rows.make(service);
    const { body } = await caller.get(`${rows.route}?_limit=1`);
    const [differing] = by;
    const cursors = [
      'nothing',
      ...(differing ? [`${String(body['next'])}&_sort=-${encodeURIComponent(differing.field)}`] : []),
    ];
    for (const cursor of cursors)
      expectProblem(await caller.get(`${rows.route}?_cursor=${cursor}`), 404, 'NOT_FOUND', cursor);
  });
}

/** All rows of a list, by pages of two. */
async function walk({ rows, caller }: Tested, order: string): Promise<Values[]> {
  const items: Values[] = [];
  let cursor = '';
  for (let page = 0; page < 10; page += 1) {
    const answer = await caller.get(`${rows.route}?${order}_limit=2${cursor}`);
    expectStatus(answer, 200);
    assert.ok(itemsOf(answer).length <= 2);
    items.push(...itemsOf(answer));
    const { next } = answer.body;
    if (typeof next !== 'string') return items;
    cursor = `&_cursor=${next}`;
  }
  return items;
}

/** The search of a list: a part of a text in one of some fields. */
export function itSearches(
  { service, rows, caller }: Tested,
  fields: readonly { readonly field: string; readonly values: readonly string[] }[],
): void {
  for (const { field, values } of fields)
    it(`finds a part of a text in ${field}`, async () => {
      const [text = '', other = ''] = values;
      const row = await rows.make(service, { [field]: text });
      await rows.make(service, { [field]: other });
      const find = async (part: string) =>
        itemsOf(await caller.get(`${rows.route}?_search=${encodeURIComponent(part)}`));
      const found = await find(text.slice(1).toUpperCase());
      assert.equal(found.length, 1);
      assert.ok(rows.isSame(row, found[0] ?? {}), 'Another row was found.');
      assert.deepEqual(await find('%'), []);
      assert.deepEqual(await find(`${text}${other}`), []);
    });
}
