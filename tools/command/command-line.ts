import { parseArgs } from 'node:util';

/** An option of a command: a flag, a text, one of some words, or a whole number with its least value. */
export type Option =
  | { kind: 'flag'; help: string }
  | { kind: 'text'; help: string }
  | { kind: 'choice'; help: string; of: readonly string[] }
  | { kind: 'number'; help: string; least: number; unless: number };

export interface Command<O extends Record<string, Option>> {
  /** As it is typed, such as `npm run demo`. */
  name: string;
  /** One sentence. */
  help: string;
  options?: O;
  /** Names of what may follow without a dash, such as `file`. */
  operands?: readonly string[];
}

type Value<T extends Option> = T extends { kind: 'flag' }
  ? boolean
  : T extends { kind: 'number' }
    ? number
    : T extends { kind: 'choice'; of: readonly (infer W)[] }
      ? W | undefined
      : string | undefined;

export interface Arguments<O extends Record<string, Option>> {
  values: { [K in keyof O]: Value<O[K]> };
  operands: string[];
}

/** What the user typed is not what the command takes. */
export class UsageError extends Error {}

/** Reads a command's arguments. Throws UsageError for what it does not know, with the list of what it does. */
export function parseCommand<O extends Record<string, Option>>(
  command: Command<O>,
  args: readonly string[],
): Arguments<O> {
  const { options = {} as O, operands = [] } = command;
  const entries = Object.entries<Option>(options);
  const known = entries.map(([name, { kind }]) => [
    name,
    { type: kind === 'flag' ? ('boolean' as const) : ('string' as const) },
  ]);
  let parsed: { values: Record<string, unknown>; positionals: string[] };
  try {
    parsed = parseArgs({ args: [...args], options: Object.fromEntries(known), allowPositionals: true });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${usage(command)}`);
  }
  const stray = parsed.positionals[operands.length];
  if (stray !== undefined) throw new UsageError(`"${stray}" is one argument too many.\n\n${usage(command)}`);
  const values = entries.map(([name, option]) => [name, valueOf(name, option, parsed.values[name], command)]);
  return { values: Object.fromEntries(values) as Arguments<O>['values'], operands: parsed.positionals };
}

function valueOf<O extends Record<string, Option>>(
  name: string,
  option: Option,
  given: unknown,
  command: Command<O>,
): unknown {
  if (option.kind === 'flag') return given ?? false;
  if (option.kind === 'text') return given;
  if (option.kind === 'choice') {
    if (given === undefined || option.of.includes(String(given))) return given;
    throw new UsageError(`--${name} takes one of: ${option.of.join(', ')}.\n\n${usage(command)}`);
  }
  if (given === undefined) return option.unless;
  const number = Number(given);
  if (/^\d+$/.test(String(given)) && number >= option.least) return number;
  throw new UsageError(`--${name} takes a whole number from ${option.least}.\n\n${usage(command)}`);
}

/** How a command is used, with each of its options. */
export function usage<O extends Record<string, Option>>(command: Command<O>): string {
  const { name, help, options = {}, operands = [] } = command;
  const rows = Object.entries<Option>({ ...options, help: { kind: 'flag', help: 'Prints this.' } });
  const lines = rows.map(([option, { kind, help: text }]) => {
    const typed = kind === 'flag' ? `--${option}` : `--${option} <${kind}>`;
    return `  ${typed.padEnd(20)}${text}`;
  });
  const shown = operands.map((operand) => `<${operand}>`);
  const separator = name.startsWith('npm ') ? ['--'] : [];
  return [`Usage: ${[name, ...separator, '[options]', ...shown].join(' ')}`, '', help, '', ...lines].join(
    '\n',
  );
}

/** Reads the arguments of this process. Ends it for `--help` (exit code 0) and for what is not understood (2). */
export function readCommandLine<O extends Record<string, Option>>(command: Command<O>): Arguments<O> {
  const args = process.argv.slice(2);
  return orEnd(args, usage(command), () => parseCommand(command, args));
}

/** A program whose first argument says which of its commands is meant. */
export interface Program<N extends string> {
  /** As it is typed, such as `npm run operator`. */
  name: string;
  help: string;
  commands: Record<N, Omit<Command<Record<string, never>>, 'name' | 'options'>>;
}

/** Reads which command of a program is meant, and its operands, all of which must be there. Throws UsageError. */
export function parseProgram<N extends string>(
  program: Program<N>,
  [first, ...rest]: readonly string[],
): { command: N; operands: string[] } {
  const names = Object.keys(program.commands) as N[];
  const command = names.find((name) => name === first);
  const wrong = (what: string) => new UsageError(`${what}\n\n${programUsage(program)}`);
  if (command === undefined) {
    throw wrong(first === undefined ? 'Which command?' : `There is no command "${first}".`);
  }
  const { help, operands = [] } = program.commands[command];
  const parsed = parseCommand({ name: `${program.name} -- ${command}`, help, operands }, rest);
  const missing = operands[parsed.operands.length];
  if (missing !== undefined) throw wrong(`<${missing}> is missing.`);
  return { command, operands: parsed.operands };
}

/** How a program is used, with each of its commands. */
export function programUsage<N extends string>({ name, help, commands }: Program<N>): string {
  const rows = Object.entries<Program<N>['commands'][N]>(commands).map(
    ([command, { help: text, operands = [] }]) =>
      `  ${[command, ...operands.map((operand) => `<${operand}>`)].join(' ')}\n      ${text}`,
  );
  return [`Usage: ${name} -- <command>`, '', help, '', ...rows, '  --help\n      Prints this.'].join('\n');
}

/** As `readCommandLine`, for a program of several commands. */
export function readProgram<N extends string>(program: Program<N>): { command: N; operands: string[] } {
  const args = process.argv.slice(2);
  return orEnd(args, programUsage(program), () => parseProgram(program, args));
}

function orEnd<T>(args: readonly string[], help: string, parse: () => T): T {
  if (args.includes('--help')) {
    console.log(help);
    process.exit(0);
  }
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(error.message);
    process.exit(2);
  }
}
