/**
 * Models as files: what a schema from elsewhere would be as a model, a model in another format, and whether it is one.
 * Reads and writes files only; nothing that is read is executed, and no service is asked.
 */
import { UsageError } from '../command/command-line';
import { readModelCommand } from './command';
import { runModel } from './run-model';

try {
  const { output, isGood } = await runModel(readModelCommand());
  console.log(output);
  if (!isGood) process.exitCode = 1;
} catch (error) {
  if (error instanceof UsageError) {
    console.error(error.message);
    process.exitCode = 2;
  } else {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
