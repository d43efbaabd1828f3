import { BuildRequested } from '@amplication/contracts';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';

/** Reads a job's payload back: the event that asked for the build. Throws if a row holds something else. */
export function parseBuild(payload: unknown): BuildRequested {
  const body = plainToInstance(BuildRequested, payload);
  const mistakes = body instanceof BuildRequested ? validateSync(body) : ['it is no object'];
  if (mistakes.length > 0) throw new Error(`The payload of a job is not valid: ${mistakes.join('; ')}`);
  return body;
}
