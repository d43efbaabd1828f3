import { assertSafePath } from '@amplication/artifacts';
import fc from 'fast-check';
import { normaliseRootDirectory } from './root-directory';

describe('normaliseRootDirectory', () => {
  it.each([
    ['', ''],
    ['/', ''],
    ['.', ''],
    [' services/orders/ ', 'services/orders'],
    ['//a///./b/', 'a/b'],
    ['Ünï cödé/x', 'Ünï cödé/x'],
  ])('writes %j as %j', (input, path) => {
    expect(normaliseRootDirectory(input)).toEqual({ path });
  });

  it.each(['..', 'a/../b', '.git', 'a/.GIT/hooks', 'git~1', 'a\\b', 'a\0b', 'C:/x', 'a/.amplication', 'x.'])(
    'refuses %j',
    (input) => {
      expect(normaliseRootDirectory(input)).toHaveProperty('problem');
    },
  );

  it('gives nothing but safe paths, and changes none of them again', () => {
    const part = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('..', '.', '', '.git', 'src'));
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const result = normaliseRootDirectory(parts.join('/'));
        if ('problem' in result || result.path === '') return;
        expect(() => assertSafePath(`${result.path}/file`)).not.toThrow();
        expect(normaliseRootDirectory(result.path)).toEqual(result);
      }),
    );
  });
});
