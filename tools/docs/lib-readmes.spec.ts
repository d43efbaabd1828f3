import { REPOSITORY_ROOT } from '../platform/paths';
import { findReadmeProblems, libReadmes, readReadme } from './lib-readmes';

const WRONG = `# foundation

## Surface

- \`pause\`, \`sleep\`: waits.

\`\`\`ts
import { pause } from '@amplication/foundation';

export const wait = (): Promise<string> => pause('1');
\`\`\`
`;

/** Compiles against all libs; with other work on the machine that takes a while. */
const COMPILE_MS = 180_000;

describe('the README of a lib', () => {
  it(
    'has an example that compiles against the lib, and names what the lib exports',
    () => {
      const readmes = libReadmes(REPOSITORY_ROOT);
      expect(readmes.length).toBeGreaterThanOrEqual(12);
      const problems = findReadmeProblems(REPOSITORY_ROOT, readmes);
      expect(Object.fromEntries(problems)).toEqual(Object.fromEntries(readmes.map(({ lib }) => [lib, []])));
    },
    COMPILE_MS,
  );

  it(
    'is refused without an example, with one that does not compile, and for a name that there is not',
    () => {
      const problems = findReadmeProblems(REPOSITORY_ROOT, [
        readReadme('foundation', WRONG),
        readReadme('contracts', '# contracts\n'),
      ]);
      expect(problems.get('foundation')).toEqual([
        expect.stringMatching(/^line 3 of the example: Type 'Promise<void>' is not assignable/),
        expect.stringMatching(/^line 3 of the example: Argument of type 'string' is not assignable/),
        'does not export sleep',
      ]);
      expect(problems.get('contracts')).toEqual([
        'has no README.md with a block of TypeScript',
        'has no section "Surface"',
      ]);
    },
    COMPILE_MS,
  );
});
