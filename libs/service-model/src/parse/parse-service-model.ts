import { DomainError } from '@amplication/contracts';
import { isRecord } from '@amplication/foundation';
import { checkFields } from '../check/check-fields';
import { checkIdentity } from '../check/check-identity';
import { checkKeptNames } from '../check/check-kept-names';
import { checkNames } from '../check/check-names';
import { checkReferences } from '../check/check-references';
import { checkRelations } from '../check/check-relations';
import { checkTexts } from '../check/check-texts';
import type { ServiceModel } from '../schema/service-model';
import { type ModelProblem, Problems } from '../problems';
import { readShape } from './read-shape';

/** How many problems an error lists at most; a model with more is not mended by reading further. */
const LISTED_PROBLEMS = 50;

const CHECKS = [
  checkTexts,
  checkIdentity,
  checkNames,
  checkKeptNames,
  checkReferences,
  checkFields,
  checkRelations,
] as const;

/** The model that a value is, with all that was left out filled in, or else everything that is wrong with it. */
export function examineModel(value: unknown): { model: ServiceModel | null; problems: ModelProblem[] } {
  if (isRecord(value) && value.version !== undefined && value.version !== 2)
    return {
      model: null,
      problems: [{ path: 'version', message: `must be 2, and not ${JSON.stringify(value.version)}` }],
    };
  const shape = readShape(value);
  if ('problems' in shape) return { model: null, problems: shape.problems };
  const problems = new Problems();
  for (const check of CHECKS) check(shape.model, problems);
  return problems.list.length > 0
    ? { model: null, problems: problems.list }
    : { model: shape.model, problems: [] };
}

/** Everything that is wrong with a model, with the path of each part: an empty list for a valid one. */
export function findModelProblems(value: unknown): ModelProblem[] {
  return examineModel(value).problems;
}

/**
 * Reads a model of version 2 from outside. What may be left out is filled in; what is not known is refused.
 * @throws DomainError MODEL_INVALID whose `params.problems` lists all problems as `<path>: <message>`
 */
export function parseServiceModel(value: unknown): ServiceModel {
  const { model, problems } = examineModel(value);
  if (model !== null) return model;
  const listed = problems
    .slice(0, LISTED_PROBLEMS)
    .map(({ path, message }) => `${path === '' ? 'model' : path}: ${message}`);
  const more = problems.length > 3 ? `, and ${problems.length - 3} more` : '';
  throw new DomainError(
    'MODEL_INVALID',
    `The model cannot be generated: ${listed.slice(0, 3).join('; ')}${more}.`,
    {
      params: { problems: listed, count: problems.length },
    },
  );
}
