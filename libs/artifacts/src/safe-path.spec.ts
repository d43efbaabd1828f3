import fc from 'fast-check';
import { assertSafePath, unsafePathReason } from './safe-path';

const safeName = fc.stringMatching(/^[a-zA-Z0-9_-][a-zA-Z0-9._ -]{0,30}[a-zA-Z0-9_-]$/);
const safePath = fc.array(safeName, { minLength: 1, maxLength: 6 }).map((names) => names.join('/'));
const hidden = ['\u200c', '\u200d', '\u200e', '\u202a', '\u202e', '\u206a', '\u206f', '\ufeff'];

/** `.git` in any mix of upper and lower case, with characters in it that HFS+ does not see. */
const dotGit = fc
  .tuple(
    ...[...'.git'].map((letter) =>
      fc.tuple(fc.boolean(), fc.constantFrom('', ...hidden), fc.constant(letter)),
    ),
  )
  .map((parts) =>
    parts.map(([upper, noise, letter]) => noise + (upper ? letter.toUpperCase() : letter)).join(''),
  );

describe('assertSafePath', () => {
  it.each([
    'package.json',
    '.gitignore',
    '.github/workflows/ci.yml',
    '.amplication/generation.json',
    'a/b c/d.ts',
    'git/x',
    'ünïcode/名前.ts',
    '...a',
  ])('passes %j', (path) => expect(() => assertSafePath(path)).not.toThrow());

  it.each([
    ['', 'empty'],
    ['/etc/passwd', 'absolute'],
    ['a//b', 'empty name'],
    ['a/', 'empty name'],
    ['../x', '".."'],
    ['a/./b', '"."'],
    ['a\\b', 'backslash'],
    ['a\0b', 'NUL'],
    ['.git/config', '.git'],
    ['a/.GIT/hooks/x', '.git'],
    ['GIT~1/config', '.git'],
    ['.git./config', 'dot or a space'],
    ['.git /config', 'dot or a space'],
    ['.git::$INDEX_ALLOCATION/config', 'colon'],
    ['C:/x', 'colon'],
    ['.. /x', 'dot or a space'],
    ['.g\u200cit/config', '.git'],
    ['a\nb', 'control'],
    ['\ud800', 'Unicode'],
    [`${'é'.repeat(128)}`, '255 bytes'],
  ])('refuses %j', (path, reason) => expect(unsafePathReason(path)).toContain(reason));

  it('says which path it refused, and why', () => {
    expect(() => assertSafePath('../x')).toThrow(
      expect.objectContaining({
        code: 'PATH_REFUSED',
        params: { path: '../x', reason: 'it holds the name ".."' },
      }),
    );
  });

  it('passes every path of plain names', () => {
    fc.assert(
      fc.property(
        safePath.filter((path) => !/(^|\/)git~\d+(\/|$)/i.test(path)),
        (path) => unsafePathReason(path) === null,
      ),
    );
  });

  it('refuses a bad name wherever it stands', () => {
    const badName = fc.oneof(
      dotGit,
      fc.constantFrom('..', '.', '', 'git~1', 'Git~2', 'x.', 'x ', 'a:b', 'a\\b', 'a\0'),
    );
    fc.assert(
      fc.property(fc.option(safePath), badName, fc.option(safePath), (before, name, after) => {
        const path = [before, name, after].filter((part) => part !== null).join('/');
        return unsafePathReason(path) !== null;
      }),
    );
  });
});
