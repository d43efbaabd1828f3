import { Target } from '@amplication/contracts';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';

/** Reads the target that a build's row keeps. Throws if the row holds anything else: only we write it. */
export function readTarget(stored: unknown): Target | null {
  if (stored === null || stored === undefined) return null;
  const target = plainToInstance(Target, stored);
  const [problem] = validateSync(target);
  if (problem) throw new Error(`A stored build target is not valid: ${problem.property}`);
  return target;
}
