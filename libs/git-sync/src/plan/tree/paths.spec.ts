import { describe, expect, it } from '@jest/globals';
import { assertSafePath, foldersAbove, fromRoot, inRoot, unsafePathReason } from './paths';

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
  ])('takes %j', (path) => {
    expect(unsafePathReason(path)).toBeNull();
  });

  it('translates between root and repository', () => {
    expect(inRoot('', 'a')).toBe('a');
    expect(inRoot('r/s', 'a')).toBe('r/s/a');
    expect(fromRoot('r/s', 'r/s/a')).toBe('a');
    expect(fromRoot('r/s', 'r/sx/a')).toBeNull();
    expect([...foldersAbove('a/b/c')]).toEqual(['a/b', 'a']);
    expect([...foldersAbove('a')]).toEqual([]);
  });
});
