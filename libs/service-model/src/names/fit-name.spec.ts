import { fitName, NAME_BYTES } from './fit-name';

describe('fitName', () => {
  it('leaves a name as it is while it fits', () => {
    expect(fitName('order_items', '_pkey')).toBe('order_items_pkey');
    expect(fitName('a'.repeat(63))).toBe('a'.repeat(63));
  });

  it('keeps the end of a long name, and tells long names apart', () => {
    const [one, other] = ['x', 'y'].map((last) => fitName('a'.repeat(70) + last, '_key'));
    expect(one).toMatch(/^a{50}_[0-9a-f]{8}_key$/);
    expect(one).not.toBe(other);
  });

  it('counts bytes, and never cuts a character in two', () => {
    const name = fitName('дом'.repeat(30), '_idx');
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(NAME_BYTES);
    expect(name).toMatch(/^[дом]+_[0-9a-f]{8}_idx$/);
  });
});
