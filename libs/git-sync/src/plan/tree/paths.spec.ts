import { describe, expect, it } from '@jest/globals';
import { assertSafePath, byPath, foldersAbove, fromRoot, inRoot, unsafePathReason } from './paths';

describe('paths', () => {
  it.each([
    '',
    '/etc/passwd',
    'C:/x',
    'c:x',
    '..',
    '../x',
    'a/../b',
    'a/..',
    '.',
    './a',
    'a/./b',
    'a//b',
    'a/',
    '.git',
    '.git/config',
    'a/.git',
    'a/.git/hooks/x',
    '.GIT/x',
    '.Git',
    'git~1/x',
    'GIT~2',
    '.git ',
    '.git.',
    '.git . .',
    '.git::$INDEX_ALLOCATION/x',
    '.g\u200cit/config',
    '\ufeff.git/config',
    'a\\b',
    '..\\x',
    'a\0b',
    'a\nb',
    'a\u007fb',
    `${'x'.repeat(256)}/a`,
    'é'.repeat(128),
    `${'a/'.repeat(2_100)}b`,
    '\ud800',
    'a\ufffdb',
  ])('refuses %j', (path) => {
    expect(unsafePathReason(path)).not.toBeNull();
    expect(() => assertSafePath(path)).toThrow(expect.objectContaining({ code: 'PATH_REFUSED' }));
  });

  it.each([
    'a',
    'a/b.c',
    '.gitignore',
    '.gitattributes',
    '.github/workflows/x.yml',
    'git/x',
    '..a',
    'a..',
    '...',
    '-rf',
    'a b/ü',
    'x'.repeat(255),
    'git~',
    'xgit~1',
    'git~1x',
    'note: a',
    'a/b:c',
    `${'a/'.repeat(2_047)}bb`,
  ])('takes %j', (path) => {
    expect(unsafePathReason(path)).toBeNull();
  });

  it.each([
    ['', 'it is empty'],
    ['/a', 'it is absolute'],
    ['C:a', 'it is absolute'],
    ['a\\b', 'it holds a character that is not allowed in file names'],
    [`${'a/'.repeat(2_048)}b`, 'it is too long'],
    ['a//b', 'it holds an empty name'],
    ['a/../b', 'it leaves its folder'],
    ['a/.', 'it leaves its folder'],
    ['x'.repeat(256), 'a name in it is longer than 255 bytes'],
    ['git~12', 'it writes into the folder of git itself'],
  ])('says of %j that %s', (path, reason) => {
    expect(unsafePathReason(path)).toBe(reason);
    expect(() => assertSafePath(path)).toThrow(
      expect.objectContaining({
        message: `The path ${JSON.stringify(path)} is refused: ${reason}.`,
        params: { path },
      }),
    );
  });

  it('are sorted by code unit, whatever the locale', () => {
    expect(['b', 'a', 'B', 'a/b', 'ä', 'a'].sort(byPath)).toEqual(['B', 'a', 'a', 'a/b', 'b', 'ä']);
    expect([byPath('a', 'b'), byPath('b', 'a'), byPath('a', 'a')].map(Math.sign)).toEqual([-1, 1, 0]);
  });

  it('translates between root and repository', () => {
    expect(inRoot('', 'a')).toBe('a');
    expect(inRoot('r/s', 'a')).toBe('r/s/a');
    expect(fromRoot('r/s', 'r/s/a')).toBe('a');
    expect(fromRoot('r/s', 'r/sx/a')).toBeNull();
    expect(fromRoot('', 'a')).toBe('a');
    expect([...foldersAbove('a/b/c')]).toEqual(['a/b', 'a']);
    expect([...foldersAbove('a')]).toEqual([]);
  });
});
