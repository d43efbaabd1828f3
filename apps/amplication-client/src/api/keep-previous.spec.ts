import { keepPreviousOf } from './keep-previous';

describe('what a list shows until its next page is there', () => {
  const keep = keepPreviousOf(['workspaces', 'mine', 'resources']);

  it('is the page before of the same list', () => {
    const query = { queryKey: ['workspaces', 'mine', 'resources', { page: 1, search: '' }] };
    expect(keep('page 1', query)).toBe('page 1');
  });

  it('is nothing of another workspace, nor of another list', () => {
    const query = { queryKey: ['workspaces', 'theirs', 'resources', { page: 1, search: '' }] };
    expect(keep('theirs', query)).toBeUndefined();
    expect(keep('others', { queryKey: ['workspaces', 'mine'] })).toBeUndefined();
    expect(keep(undefined, undefined)).toBeUndefined();
  });
});
