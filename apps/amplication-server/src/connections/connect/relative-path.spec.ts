import fc from 'fast-check';
import { RELATIVE_PATH } from './relative-path';

describe('RELATIVE_PATH', () => {
  it.each(['/', '/git', '/services/1?tab=git#x', '/a//b'])('accepts %s', (path) => {
    expect(RELATIVE_PATH.test(path)).toBe(true);
  });

  it('never leads to another host, as a browser reads it', () => {
    const part = fc.constantFrom(
      '/',
      '\\',
      '.',
      ':',
      '@',
      'evil.example',
      '\t',
      '\n',
      ' ',
      '?',
      '#',
      '%2f',
      'http:',
    );
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 6 }).map((parts) => parts.join('')),
        (path) => {
          if (!RELATIVE_PATH.test(path)) return;
          expect(new URL(path, 'http://localhost:3001').origin).toBe('http://localhost:3001');
        },
      ),
    );
  });
});
