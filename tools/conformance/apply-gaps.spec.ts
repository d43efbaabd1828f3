import { applyGaps, type KnownGap } from './apply-gaps';
import type { Violation } from './check/exchange';
import { KNOWN_GAPS } from './known-gaps';

const violation: Violation = {
  kind: 'status',
  operation: 'GET /user',
  subject: '429',
  message: 'the status 429 is not declared',
};
const gap: KnownGap = {
  kind: 'status',
  subjects: ['429'],
  operations: ['GET /user'],
  reason: 'limits come from everywhere',
  source: 'https://example.com',
};

it('takes out what a gap names', () => {
  expect(applyGaps([violation, violation], [gap])).toEqual({ open: [], stale: [] });
  const { operations: _one, ...everywhere } = gap;
  expect(applyGaps([violation], [everywhere])).toEqual({ open: [], stale: [] });
});

it.each<[string, Partial<Violation>]>([
  ['kind', { kind: 'response-type' }],
  ['subject', { subject: '430' }],
  ['operation', { operation: 'GET /users' }],
])('silences nothing of another %s', (_name, change) => {
  const other = { ...violation, ...change };
  expect(applyGaps([violation, other], [gap]).open).toEqual([other]);
});

it('lists each subject and operation of a gap that did not occur', () => {
  const wide = { ...gap, subjects: ['429', '500'], operations: ['GET /user', 'GET /gone'] };
  expect(applyGaps([violation], [wide]).stale).toEqual([
    'status: 500 did not occur (limits come from everywhere)',
    'status: GET /gone did not occur (limits come from everywhere)',
  ]);
});

it('has a reason and a source for each known gap', () => {
  for (const { reason, source, subjects } of KNOWN_GAPS) {
    expect(reason).not.toBe('');
    expect(source).not.toBe('');
    expect(subjects).not.toEqual([]);
  }
});
