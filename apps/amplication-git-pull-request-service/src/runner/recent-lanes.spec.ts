import { RecentLanes } from './recent-lanes';

describe('RecentLanes', () => {
  it('keeps the hundred that were used last', () => {
    const lanes = new RecentLanes();
    for (let index = 0; index < 100; index++) lanes.note(`lane ${index}`);
    lanes.note('lane 0');
    lanes.note('another');
    expect(lanes.list()).toHaveLength(100);
    expect(lanes.list()).not.toContain('lane 1');
    expect(lanes.list().slice(-2)).toEqual(['lane 0', 'another']);
  });
});
