import { parseArgs } from 'node:util';

/** An option of a command: a flag, a text, or a whole number with its least value. */
export type Option =
  | { kind: 'flag'; help: string }
  | { kind: 'text'; help: string }
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
  if (args.includes('--help')) {
    console.log(usage(command));
    process.exit(0);
  }
  try {
    return parseCommand(command, args);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(error.message);
    process.exit(2);
  }
}
