import { parseCommand, parseProgram, programUsage, usage } from './command-line';

const BENCH = {
  name: 'npm run bench',
  help: 'Measures.',
  options: {
    runs: { kind: 'number', help: 'How often.', least: 1, unless: 9 },
    only: { kind: 'text', help: 'A part.' },
    way: { kind: 'choice', help: 'A way.', of: ['short', 'long'] },
    quick: { kind: 'flag', help: 'Less.' },
  },
  operands: ['file'],
} as const;

describe('a command line', () => {
  it('gives each option its type and its default', () => {
    expect(parseCommand(BENCH, [])).toEqual({
      values: { runs: 9, only: undefined, way: undefined, quick: false },
      operands: [],
    });
    expect(parseCommand(BENCH, ['--runs', '3', '--only=a', '--way=long', '--quick', 'x.json'])).toEqual({
      values: { runs: 3, only: 'a', way: 'long', quick: true },
      operands: ['x.json'],
    });
  });

  it.each([
    ['an option that is not known', ['--rums', '3']],
    ['an argument too many', ['a', 'b']],
    ['a number that is none', ['--runs', 'many']],
    ['a number that is too small', ['--runs', '0']],
    ['an option without its value', ['--only']],
    ['a word that is none of those to choose from', ['--way', 'nonsense']],
  ])('refuses %s and lists what is known', (_what, args) => {
    expect(() => parseCommand(BENCH, args)).toThrow('--runs <number>');
  });

  it('says how it is used', () => {
    expect(usage(BENCH)).toContain('Usage: npm run bench -- [options] <file>');
    expect(usage(BENCH)).toContain('--help');
  });
});

describe('a program of several commands', () => {
  const KEYS = {
    name: 'npm run keys',
    help: 'Keeps keys.',
    commands: {
      make: { help: 'Makes one.', operands: ['name', 'size'] },
      list: { help: 'Lists them.' },
    },
  } as const;

  it('says which, and on what', () => {
    expect(parseProgram(KEYS, ['make', 'first', '32'])).toEqual({
      command: 'make',
      operands: ['first', '32'],
    });
    expect(parseProgram(KEYS, ['list'])).toEqual({ command: 'list', operands: [] });
  });

  it.each([
    ['no command', [], 'Which command?'],
    ['a command that is not known', ['burn'], 'There is no command "burn".'],
    ['an operand too few', ['make', 'first'], '<size> is missing.'],
    ['an operand too many', ['list', 'all'], '"all" is one argument too many.'],
    ['an option that is not known', ['list', '--all'], "Unknown option '--all'"],
  ])('refuses %s', (_what, args, message) => {
    expect(() => parseProgram(KEYS, args)).toThrow(message);
  });

  it('says how it is used', () => {
    expect(programUsage(KEYS)).toContain('make <name> <size>\n      Makes one.');
  });
});
