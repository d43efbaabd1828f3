import { parseCommand, usage } from './command-line';

const BENCH = {
  name: 'npm run bench',
  help: 'Measures.',
  options: {
    runs: { kind: 'number', help: 'How often.', least: 1, unless: 9 },
    only: { kind: 'text', help: 'A part.' },
    quick: { kind: 'flag', help: 'Less.' },
  },
  operands: ['file'],
} as const;

describe('a command line', () => {
  it('gives each option its type and its default', () => {
    expect(parseCommand(BENCH, [])).toEqual({
      values: { runs: 9, only: undefined, quick: false },
      operands: [],
    });
    expect(parseCommand(BENCH, ['--runs', '3', '--only=a', '--quick', 'x.json'])).toEqual({
      values: { runs: 3, only: 'a', quick: true },
      operands: ['x.json'],
    });
  });

  it.each([
    ['an option that is not known', ['--rums', '3']],
    ['an argument too many', ['a', 'b']],
    ['a number that is none', ['--runs', 'many']],
    ['a number that is too small', ['--runs', '0']],
    ['an option without its value', ['--only']],
  ])('refuses %s and lists what is known', (_what, args) => {
    expect(() => parseCommand(BENCH, args)).toThrow('--runs <number>');
  });

  it('says how it is used', () => {
    expect(usage(BENCH)).toContain('Usage: npm run bench -- [options] <file>');
    expect(usage(BENCH)).toContain('--help');
  });
});
