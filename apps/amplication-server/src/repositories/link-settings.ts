import { branchNameProblem } from '@amplication/contracts';
import { type FieldProblem, InvalidRequest } from '@amplication/service-kit';
import type { LinkSettings } from './repositories.dto';
import { normaliseRootDirectory } from './root-directory';

/** Settings of a link that were read and are safe to store; what was not given stays absent. */
export interface CheckedSettings {
  baseBranch?: string;
  rootDirectory?: string;
  conflictStrategy?: LinkSettings['conflictStrategy'];
}

/** Checks what can be checked without Bitbucket. Throws InvalidRequest that names every bad field. */
export function checkSettings({
  baseBranch,
  rootDirectory,
  conflictStrategy,
}: LinkSettings): CheckedSettings {
  const problems: FieldProblem[] = [];
  const branchProblem = baseBranch === undefined ? null : branchNameProblem(baseBranch);
  if (branchProblem) problems.push({ path: 'baseBranch', message: `baseBranch ${branchProblem}` });
  const root = rootDirectory === undefined ? undefined : normaliseRootDirectory(rootDirectory);
  if (root && 'problem' in root)
    problems.push({ path: 'rootDirectory', message: `rootDirectory ${root.problem}` });
  if (problems.length > 0) throw new InvalidRequest(problems);
  return {
    ...(baseBranch === undefined ? {} : { baseBranch }),
    ...(root && 'path' in root ? { rootDirectory: root.path } : {}),
    ...(conflictStrategy === undefined ? {} : { conflictStrategy }),
  };
}
