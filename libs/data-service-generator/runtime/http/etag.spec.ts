import { etagOf, etagOfVersion, isKnown, refuseChanged } from './etag.js';

it('makes tags of 16 digits that tell rows apart', () => {
  expect(etagOf({ a: 1 })).toMatch(/^"[\da-f]{16}"$/);
  expect(etagOf({ a: 1 })).toBe(etagOf({ a: 1 }));
  expect(new Set([{ a: 1 }, { a: 2 }, { a: '1' }, { b: 1 }, { a: null }].map(etagOf)).size).toBe(5);
  expect(etagOfVersion(7)).toBe('"7"');
});

it('refuses a change that is meant for another state', () => {
  const refuse = (ifMatch: string | undefined) => () => refuseChanged(ifMatch, '"7"');
  for (const fits of [undefined, '*', ' * ', '"7"', '"6", "7"', 'W/"7", "7"'])
    expect(refuse(fits)).not.toThrow();
  for (const other of ['', '7', '"70"', '"6"', 'W/"7"', '"6","8"'])
    expect(refuse(other)).toThrow(expect.objectContaining({ code: 'CHANGED_MEANWHILE' }));
});

it('knows what the caller has already', () => {
  for (const known of ['*', '"7"', 'W/"7"', '"6", W/"7"']) expect(isKnown(known, '"7"')).toBe(true);
  for (const other of [undefined, '', '7', '"70"', '"6"']) expect(isKnown(other, '"7"')).toBe(false);
});
