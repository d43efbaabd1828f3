import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { branchNameProblem } from './branch-name';

describe('branchNameProblem', () => {
  it.each(['main', 'feature/x', 'release-1.2', 'ü', 'a@b', 'ü'.repeat(127), 'a'.repeat(255)])(
    'accepts %s',
    (name) => {
      expect(branchNameProblem(name)).toBeNull();
    },
  );

  it.each([
    '',
    'a b',
    'a..b',
    '-a',
    '/a',
    'a/',
    'a//b',
    'a.lock',
    'a/.b',
    'a~1',
    'a^',
    'a:b',
    '@',
    'HEAD',
    'a.',
    'x@{1}',
    'ü'.repeat(128),
    'a'.repeat(256),
  ])('refuses %j, and says why as the end of a sentence', (name) => {
    expect(branchNameProblem(name)).toMatch(/^(must|is) .+[^.]$/);
  });

  it('accepts nothing that git refuses', () => {
    const part = fc.constantFrom(
      'a',
      'B',
      '.',
      '..',
      '/',
      '-',
      '@',
      '{',
      '~',
      '^',
      ':',
      '?',
      '*',
      '[',
      '\\',
      ' ',
      '.lock',
      'ü',
    );
    const names = fc.sample(
      fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('')),
      300,
    );
    const accepted = [...new Set(names)].filter((name) => branchNameProblem(name) === null);
    expect(accepted.length).toBeGreaterThan(5);
    const refused = accepted.filter(
      (name) => spawnSync('git', ['check-ref-format', `refs/heads/${name}`]).status !== 0,
    );
    expect(refused).toEqual([]);
  });
});
