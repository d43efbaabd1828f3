import assert from 'node:assert/strict';
import { it } from 'node:test';
import { type FilterKind } from '../../runtime/http/list/definition.js';
import { expectRefusedField, expectStatus, itemsOf } from '../expect.js';
import { type TestService, type Values } from '../test-service.js';
import { type Tested } from '../tested.js';
import { type TestRows } from '../test-rows.js';

/** A field of which rows can differ. */
export interface Differing {
  readonly field: string;
  /** Values of the field, the least first; without them rows that are made have different ones. */
  readonly values?: readonly unknown[];
  /** Whether there may be rows without a value. */
  readonly canBeNull: boolean;
}

/** A field that a list can be asked for. */
export interface ListField extends Differing {
  /** What can be asked of it; null where it is no filter. */
  readonly filter: FilterKind | null;
  readonly canSort: boolean;
}

/** Rows that differ in a field, the least first and those without a value last, and no others. */
export async function makeDiffering(
  service: TestService,
  rows: TestRows,
  { field, values, canBeNull }: Differing,
): Promise<Values[]> {
  const without = canBeNull ? [await rows.make(service, { [field]: null })] : [];
  const made: Values[] = [];
  // Their keys are to be in another order than the values: the one must not be taken for the other.
  const [first, ...others] = values ?? [];
  for (const value of values ? [...others, first] : [])
    made.push(await rows.make(service, { [field]: value }));
  made.unshift(...made.splice(-1));
  if (!values) for (let at = 0; at < 3; at += 1) await rows.makeWhole(service);
  // Rows that refer to others of their own kind come with those.
  return values ? [...made, ...without] : await service.rowsOf(rows.table);
}

/** What each operator finds by each field: what it should, and only that. */
export function itFilters(tested: Tested, fields: readonly ListField[]): void {
  for (const field of fields)
    if (field.filter)
      it(`finds rows by ${field.field}`, async () => {
        await new Filters(tested, field).check();
      });
  it('knows no other filter', async () => {
    const { rows, caller } = tested;
    expectRefusedField(await caller.get(`${rows.route}?noSuchField=1`), 'noSuchField');
  });
}

/** The filters of one field, on rows of which the places are known. */
class Filters {
  private made: Values[] = [];

  constructor(
    private readonly tested: Tested,
    private readonly filtering: ListField,
  ) {}

  async check(): Promise<void> {
    const { service, rows } = this.tested;
    const { field, filter, values, canBeNull } = this.filtering;
    this.made = await makeDiffering(service, rows, this.filtering);
    const some = this.made.map((row) => textOf(row[field]));
    const given = some.filter((one) => one !== null);
    const [first = '', second] = given;
    const middle = second ?? first;
    const last = given.at(-1) ?? first;
    await this.finds('', middle, (at) => some[at] === middle);
    await this.finds('.ne', middle, (at) => some[at] !== middle);
    if (canBeNull) await this.checkNull(some);
    if (filter === 'boolean') return;
    await this.findsIn([first, last], (at) => some[at] === first || some[at] === last);
    if (filter === 'word' || !values) return;
    const place = some.indexOf(middle);
    await this.finds('.lt', middle, (at) => at < place);
    await this.finds('.lte', middle, (at) => at <= place);
    await this.finds('.gt', middle, (at) => at > place && some[at] !== null);
    await this.finds('.gte', middle, (at) => at >= place && some[at] !== null);
    if (filter === 'text') await this.checkText(middle, some);
  }

  private async checkNull(some: readonly (string | null)[]): Promise<void> {
    await this.finds('.isNull', 'true', (at) => some[at] === null);
    await this.finds('.isNull', 'false', (at) => some[at] !== null);
  }

  /** Parts of a text, in capitals or not. */
  private async checkText(text: string, some: readonly (string | null)[]): Promise<void> {
    const [begin, rest] = [text.slice(0, -1).toUpperCase(), text.slice(1).toUpperCase()];
    const texts = some.map((one) => one?.toUpperCase());
    await this.finds('.contains', rest, (at) => texts[at]?.includes(rest) === true);
    await this.finds('.startsWith', begin, (at) => texts[at]?.startsWith(begin) === true);
    await this.finds('.startsWith', text, (at) => texts[at] === text.toUpperCase());
    // What stands for anything in a pattern of SQL is a character as others are.
    await this.finds('.contains', '%_%', () => false);
  }

  private finds(operator: string, value: string, isFound: (at: number) => boolean): Promise<void> {
    return this.asks([[`${this.filtering.field}${operator}`, value]], isFound);
  }

  /** Given one by one, since a value may have a comma in it. */
  private findsIn(values: readonly string[], isFound: (at: number) => boolean): Promise<void> {
    const [first = ''] = values;
    const all = values.length > 1 ? values : [first, first];
    return this.asks(
      all.map((value) => [`${this.filtering.field}.in`, value]),
      isFound,
    );
  }

  private async asks(parameters: [string, string][], isFound: (at: number) => boolean): Promise<void> {
    const { rows, caller } = this.tested;
    const query = new URLSearchParams(parameters).toString();
    const answer = await caller.get(`${rows.route}?${query}&_limit=100`);
    expectStatus(answer, 200, query);
    const items = itemsOf(answer);
    const places = this.made.map((_row, at) => at);
    const found = places.filter((at) => items.some((item) => rows.isSame(item, this.made[at] ?? {})));
    assert.deepEqual(found, places.filter(isFound), query);
    assert.equal(items.length, found.length, query);
  }
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
