import { describe, expect, it } from '@jest/globals';
import type { ManifestEntry } from './manifest';
import { followRenames, type RenameInput } from './renamed-files';
import type { TreeEntry } from './tree/tree';

const blob = (name: string) => name.padEnd(40, '0');
/** `path: 'content key'` */
const generated = (files: Record<string, string>, more: Partial<ManifestEntry> = {}) =>
  new Map(
    Object.entries(files).map(([path, text]): [string, ManifestEntry] => {
      const [name = '', key] = text.split(' ');
      return [path, { mode: '100644', blob: blob(name), ...(key === undefined ? {} : { key }), ...more }];
    }),
  );
const tree = (files: Record<string, string>) =>
  new Map(
    Object.entries(files).map(([path, name]): [string, TreeEntry] => [
      path,
      { mode: '100644', blob: blob(name) },
    ]),
  );
const follow = (input: Partial<RenameInput>) =>
  followRenames({
    root: '',
    previous: new Map(),
    next: new Map(),
    tip: new Map(),
    ignored: () => false,
    ...input,
  });

describe('files whose path the model has changed', () => {
  it('go to their new path with what is in them, and the manifest with them', () => {
    const followed = follow({
      root: 'api',
      previous: generated({ 'orders/a.ts': 'a k1', 'orders/b.ts': 'b k2', 'same.ts': 'c k3' }),
      next: generated({ 'sales/a.ts': 'x k1', 'sales/b.ts': 'x k2', 'same.ts': 'c k3', 'new.ts': 'x k4' }),
      tip: tree({ 'api/orders/a.ts': 'mine', 'api/same.ts': 'c', 'orders/b.ts': 'other' }),
    });
    expect(followed.changes).toEqual([{ kind: 'rename', from: 'api/orders/a.ts', to: 'api/sales/a.ts' }]);
    expect(followed.tip).toEqual(
      tree({ 'api/sales/a.ts': 'mine', 'api/same.ts': 'c', 'orders/b.ts': 'other' }),
    );
    expect(followed.files).toEqual(
      generated({ 'sales/a.ts': 'a k1', 'sales/b.ts': 'b k2', 'same.ts': 'c k3' }),
    );
    expect(followed.origins).toEqual(new Map([['api/sales/a.ts', 'api/orders/a.ts']]));
    expect(followed.renamed).toEqual(new Set(['sales/a.ts', 'sales/b.ts']));
    expect(followed.stuck.size).toBe(0);
  });

  it('take along what people put beside them, as deep as it is', () => {
    const followed = follow({
      root: 'api',
      previous: generated({ 'orders/a.ts': 'a k1', 'orders/dto/b.ts': 'b', 'items/c.ts': 'c k2' }),
      next: generated({ 'sales/a.ts': 'x k1', 'items/c.ts': 'c k2', 'sales/taken.ts': 'x' }),
      tip: tree({
        'api/orders/a.ts': 'a',
        'api/orders/dto/b.ts': 'mine',
        'api/orders/rules.ts': 'r',
        'api/orders/deep/rules.ts': 'd',
        'api/orders/taken.ts': 't',
        'api/orders/there.ts': 't',
        'api/sales/there.ts': 's',
        'api/items/own.ts': 'o',
        'orders/other.ts': 'o',
      }),
      ignored: (path) => path === 'orders/ignored.ts',
    });
    expect(followed.changes).toEqual([
      { kind: 'rename', from: 'api/orders/a.ts', to: 'api/sales/a.ts' },
      { kind: 'rename', from: 'api/orders/deep/rules.ts', to: 'api/sales/deep/rules.ts' },
      { kind: 'rename', from: 'api/orders/rules.ts', to: 'api/sales/rules.ts' },
    ]);
    expect(followed.along).toEqual(new Set(['api/sales/deep/rules.ts', 'api/sales/rules.ts']));
    expect(followed.origins.get('api/sales/deep/rules.ts')).toBe('api/orders/deep/rules.ts');
    expect(followed.renamed).toEqual(new Set(['sales/a.ts']));
  });

  it('leave them where the folder keeps something of the model, is parted, or the rules ignore them', () => {
    const tip = tree({ 'orders/a.ts': 'a', 'orders/b.ts': 'b', 'orders/own.ts': 'o' });
    const previous = generated({ 'orders/a.ts': 'a k1', 'orders/b.ts': 'b k2' });
    const along = (next: Record<string, string>, more: Partial<RenameInput> = {}) => [
      ...follow({ previous, next: generated(next), tip, ...more }).along,
    ];
    const whole = { 'sales/a.ts': 'a k1', 'sales/b.ts': 'b k2' };
    expect(along(whole)).toEqual(['sales/own.ts']);
    expect(along({ ...whole, 'orders/dto/new.ts': 'n' })).toEqual([]);
    expect(along({ 'sales/a.ts': 'a k1', 'orders/b.ts': 'b k2' })).toEqual([]);
    expect(along({ 'sales/a.ts': 'a k1', 'other/b.ts': 'b k2' })).toEqual([]);
    expect(along({ 'a.ts': 'a k1', 'b.ts': 'b k2' })).toEqual([]);
    expect(along(whole, { ignored: (path) => path === 'orders/own.ts' })).toEqual([]);
    expect(along(whole, { ignored: (path) => path === 'sales/own.ts' })).toEqual([]);
    expect(
      along(whole, { tip: tree({ 'orders/a.ts': 'a', 'orders/own.ts/x': 'o', 'sales/own.ts': 's' }) }),
    ).toEqual([]);
    // One of them is not free to go.
    expect(
      along(whole, { tip: new Map([...tip, ['sales/a.ts', { mode: '100644', blob: blob('s') }]]) }),
    ).toEqual([]);
  });

  it('are none without keys, with a key that two files claim, and where the rules ignore them', () => {
    const tip = tree({ a: 'a', b: 'b', c: 'c', d: 'd', e: 'e' });
    const previous = generated({ a: 'a', b: 'b k1', c: 'c k1', d: 'd k2', e: 'e k3' });
    const next = generated({ 'a-2': 'a', 'b-2': 'b k1', 'd-2': 'd k2', 'd-3': 'd k2', 'e-2': 'e k3' });
    const followed = follow({ previous, next, tip, ignored: (path) => path === 'e-2' });
    expect(followed).toMatchObject({ changes: [], tip, files: previous });
    expect([...followed.renamed, ...followed.stuck]).toEqual([]);
  });

  it('can take each other’s places', () => {
    const followed = follow({
      previous: generated({ a: 'a k1', b: 'b k2', c: 'c k3' }),
      next: generated({ b: 'x k1', a: 'x k2', d: 'x k3' }),
      tip: tree({ a: 'mine-a', b: 'mine-b', c: 'mine-c' }),
    });
    expect(followed.tip).toEqual(tree({ b: 'mine-a', a: 'mine-b', d: 'mine-c' }));
    expect(followed.files).toEqual(generated({ b: 'a k1', a: 'b k2', d: 'c k3' }));
    expect(followed.changes).toHaveLength(6);
  });

  it('stay where their new place is taken by what is the user’s, and so does who waits for theirs', () => {
    const followed = follow({
      previous: generated({ a: 'a k1', b: 'b k2' }),
      next: generated({ b: 'x k1', c: 'x k2' }),
      tip: tree({ a: 'mine-a', b: 'mine-b', c: 'user' }),
    });
    expect(followed.changes).toEqual([]);
    expect(followed.stuck).toEqual(
      new Map([
        ['b', 'c'],
        ['a', 'b'],
      ]),
    );
  });

  it('stay where a folder or a file above is in the way', () => {
    const previous = generated({ a: 'a k1', b: 'b k2' });
    const next = generated({ src: 'x k1', 'lib/b': 'x k2' });
    const followed = follow({ previous, next, tip: tree({ a: 'a', b: 'b', 'src/user': 'u', lib: 'u' }) });
    expect([...followed.stuck.keys()]).toEqual(['a', 'b']);
  });

  it('take the place of one that is as it was generated and goes', () => {
    const previous = generated({ a: 'a k1', b: 'b k2', c: 'c k3', d: 'd k4' });
    const next = generated({ b: 'x k1', d: 'x k3' });
    const followed = follow({ previous, next, tip: tree({ a: 'mine', b: 'b', d: 'd' }) });
    // The user has deleted `c`: nothing comes in the place of `d`.
    expect(followed.changes).toEqual([
      { kind: 'delete', path: 'd' },
      { kind: 'rename', from: 'a', to: 'b' },
    ]);
    expect(followed.tip).toEqual(tree({ b: 'mine' }));
    expect(followed.files).toEqual(generated({ b: 'a k1', d: 'c k3' }));
  });

  it('take the place of one that is as it was generated and cannot go', () => {
    const followed = follow({
      previous: generated({ a: 'a k1', b: 'b k2' }),
      next: generated({ b: 'x k1', c: 'x k2' }),
      tip: tree({ a: 'mine', b: 'b', c: 'user' }),
    });
    expect(followed.tip).toEqual(tree({ b: 'mine', c: 'user' }));
    expect(followed.files).toEqual(generated({ b: 'a k1' }));
    expect(followed.stuck.size).toBe(0);
  });

  it('stay where the user has moved them', () => {
    const followed = follow({
      previous: generated({ a: 'a k1' }, { movedTo: 'lib/a' }),
      next: generated({ b: 'x k1' }),
      tip: tree({ 'lib/a': 'mine' }),
    });
    expect(followed.changes).toEqual([]);
    expect(followed.files).toEqual(generated({ b: 'a k1' }, { movedTo: 'lib/a' }));
  });

  it('leave the new text of their old form to be deleted', () => {
    const text = generated({ 'a.generated.txt': 't' }, { once: true, beside: 'a' });
    const other = generated({ 'c.generated.txt': 't' }, { once: true, beside: 'c' });
    const followed = follow({
      previous: new Map([...generated({ a: 'a k1' }), ...text, ...other]),
      next: generated({ b: 'x k1' }),
      tip: tree({ a: 'a', 'a.generated.txt': 't' }),
    });
    expect(followed.files.get('a.generated.txt')).toEqual({ mode: '100644', blob: blob('t'), once: true });
    expect(followed.files.get('c.generated.txt')?.beside).toBe('c');
  });

  it('go by a place of their own when one comes into a folder that another leaves as a file', () => {
    const followed = follow({
      previous: generated({ a: 'a k1', b: 'b k2' }),
      next: generated({ 'b/a': 'x k1', c: 'x k2' }),
      tip: tree({ a: 'mine-a', b: 'mine-b' }),
    });
    expect(followed.tip).toEqual(tree({ 'b/a': 'mine-a', c: 'mine-b' }));
    expect(followed.changes).toHaveLength(4);
  });
});
