import assert from 'node:assert/strict';
import { it } from 'node:test';
import { expectRefusedField, expectStatus } from '../expect.js';
import { type Tested } from '../tested.js';

export interface FieldRules {
  readonly field: string;
  /** Values at the edge of what is right, and just beyond it. */
  readonly takes: readonly unknown[];
  readonly refuses: readonly unknown[];
  /** Whether it stays as it was when the row was made. */
  readonly isFixed?: boolean;
}

/** What each field takes and refuses, of a row that is made and of one that is changed. */
export function itKnowsTheRules(tested: Tested, fields: readonly FieldRules[]): void {
  const { rows, may } = tested;
  for (const rules of fields) {
    if (may.has('create')) itMakesByTheRules(tested, rules);
    if (may.has('update') && rows.key.length > 0 && !rules.isFixed) itChangesByTheRules(tested, rules);
  }
}

function itMakesByTheRules({ service, rows, caller }: Tested, { field, takes, refuses }: FieldRules): void {
  it(`takes for ${field} what its rules let through, and nothing else`, async () => {
    for (const value of takes) {
      const answer = await caller.post(rows.route, await rows.least(service, { [field]: value }));
      expectStatus(answer, 201, shortened(value));
    }
    const least = await rows.least(service);
    const before = await service.rowsOf(rows.table);
    for (const value of refuses) {
      const answer = await caller.post(rows.route, { ...least, [field]: value });
      expectRefusedField(answer, field, shortened(value));
    }
    assert.equal((await service.rowsOf(rows.table)).length, before.length);
  });
}

function itChangesByTheRules({ service, rows, caller }: Tested, { field, takes, refuses }: FieldRules): void {
  it(`changes ${field} to what its rules let through, and to nothing else`, async () => {
    const row = await rows.make(service);
    const path = rows.path(row);
    for (const value of refuses)
      expectRefusedField(await caller.patch(path, { [field]: value }), field, shortened(value));
    assert.deepEqual(await rows.stored(service, row), row);
    for (const value of takes)
      expectStatus(await caller.patch(path, { [field]: value }), 200, shortened(value));
  });
}

/** A value in a message. */
const shortened = (value: unknown): string => `${JSON.stringify(value)}`.slice(0, 80);
