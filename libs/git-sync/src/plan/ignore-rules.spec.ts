import { describe, expect, it } from '@jest/globals';
import { ignoreRules } from './ignore-rules';

describe('ignore rules', () => {
  it.each([
    ['*.md', 'docs/a.md', true],
    ['*.md', 'docs/a.MD', false],
    ['/docs', 'docs/a.md', true],
    ['/docs', 'x/docs/a.md', false],
    ['docs/', 'docs/a.md', true],
    ['# comment\n\n*.md\n!keep.md', 'keep.md', false],
    ['docs/\n!docs/keep.md', 'docs/keep.md', true],
    ['*.md\r\n*.txt\r\n', 'a.txt', true],
    ['a/**/b', 'a/x/y/b', true],
    ['src/[', 'src/[', false],
  ])('%j on %s: %s', (text, path, expected) => {
    expect(ignoreRules('', { repository: text })(path)).toBe(expected);
  });

  it('reads both files, and the nearer one has the last word', () => {
    const ignored = ignoreRules('services/orders', {
      repository: 'services/orders/*.md\n/src\n*.txt\n',
      rootDirectory: '!keep.md\n/lib\n',
    });
    expect(['a.md', 'keep.md', 'src/a.ts', 'lib/a.ts', 'deep/a.txt'].map(ignored)).toEqual([
      true,
      false,
      false,
      true,
      true,
    ]);
  });

  it('leaves out patterns that could take very long to match', () => {
    const ignored = ignoreRules('', { repository: `${'*a'.repeat(30)}*b\n*.md` });
    expect(ignored('a'.repeat(200))).toBe(false);
    expect(ignored('x.md')).toBe(true);
  });

  it.each([
    ['*a*b*c*d*', 'xaxbxcxdx', true],
    ['*a*b*c*d*e', 'xaxbxcxdxe', true],
    ['*a*b*c*d*e*', 'xaxbxcxdxex', false],
    // What counts is each name of a path, and `**` is none.
    ['*a*b*c/*d*e*f', 'xaxbxc/xdxexf', true],
    ['x/**/**/**/**/**/**/y', 'x/a/y', true],
    ['*a*b*c*d*e*/y', 'xaxbxcxdxex/y', false],
  ])('take %s with as many stars as one name may have: %s is ignored: %s', (pattern, path, expected) => {
    expect(ignoreRules('', { repository: pattern })(path)).toBe(expected);
  });

  it('are none where there is no file', () => {
    expect(ignoreRules('', {})('a.md')).toBe(false);
    expect(ignoreRules('services/orders', { rootDirectory: '*.md' })('a.md')).toBe(true);
    expect(ignoreRules('services/orders', { rootDirectory: '*.md' })('a.txt')).toBe(false);
  });
});
