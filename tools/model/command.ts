import { EXPORT_FORMATS, MODEL_FORMATS } from '@amplication/model-exchange';
import {
  type Arguments,
  type Command,
  parseCommand,
  readCommandLine,
  usage,
  UsageError,
} from '../command/command-line';

const OPTIONS = {
  format: {
    kind: 'choice',
    of: MODEL_FORMATS,
    help: 'What is read; of export, what is written. Found out by import where it is left out.',
  },
  current: { kind: 'text', help: 'A file with the model that the imported one would replace.' },
  out: { kind: 'text', help: 'A file to write: a model in JSON or YAML, by its ending.' },
  json: { kind: 'flag', help: 'Prints JSON for programs.' },
} as const;

export const MODEL_COMMAND: Command<typeof OPTIONS> = {
  name: 'npm run model',
  help:
    'import reads a schema or model and tells what comes of it; export writes a model in another format; check tells ' +
    'whether a file is a model.',
  options: OPTIONS,
  operands: ['import|export|check', 'file'],
};

export interface ModelCommand {
  action: 'import' | 'export' | 'check';
  file: string;
  options: Arguments<typeof OPTIONS>['values'];
}

/** Reads the arguments of this process. */
export const readModelCommand = (): ModelCommand => understood(readCommandLine(MODEL_COMMAND));

/** Reads arguments. Throws UsageError for what is not known. */
export const parseModelCommand = (args: readonly string[]): ModelCommand =>
  understood(parseCommand(MODEL_COMMAND, args));

const ACTIONS = ['import', 'export', 'check'] as const;

function understood({ values, operands: [first, file] }: Arguments<typeof OPTIONS>): ModelCommand {
  const wrong = (what: string) => new UsageError(`${what}\n\n${usage(MODEL_COMMAND)}`);
  const action = ACTIONS.find((one) => one === first);
  if (action === undefined) throw wrong(`Say one of ${ACTIONS.join(', ')} first.`);
  if (file === undefined) throw wrong('<file> is missing.');
  const { format } = values;
  if (action === 'export' && !EXPORT_FORMATS.some((one) => one === format))
    throw wrong(`export needs --format, one of: ${EXPORT_FORMATS.join(', ')}.`);
  return { action, file, options: values };
}
