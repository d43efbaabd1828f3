import { DomainError } from '@amplication/contracts';
import { checkNames } from './check-names';
import { checkReferences } from './check-references';
import { type ModelProblem, Problems } from './problems';
import { readModel } from './read-model';
import type { ServiceModel } from './service-model';

/** How many problems an error lists at most; a model with more is not mended by reading further. */
const LISTED_PROBLEMS = 50;

/** Everything that is wrong with a model, with the path of each part: an empty list for a valid one. */
export function findModelProblems(value: unknown): ModelProblem[] {
  return examine(value).problems;
}

/**
 * Reads a model from outside. The result has exactly the properties of {@link ServiceModel}: unknown ones are dropped.
 * @throws DomainError MODEL_INVALID whose `params.problems` lists all problems as `<path>: <message>`
 */
export function parseServiceModel(value: unknown): ServiceModel {
  const { model, problems } = examine(value);
  if (problems.length === 0) return model;
  const listed = problems.slice(0, LISTED_PROBLEMS).map(describe);
  const more = problems.length > 3 ? `, and ${problems.length - 3} more` : '';
  throw new DomainError(
    'MODEL_INVALID',
    `The model cannot be generated: ${listed.slice(0, 3).join('; ')}${more}.`,
    {
      params: { problems: listed, count: problems.length },
    },
  );
}

function examine(value: unknown): { model: ServiceModel; problems: ModelProblem[] } {
  const problems = new Problems();
  const model = readModel(value, problems);
  checkNames(model, problems);
  checkReferences(model, problems);
  return { model, problems: problems.list };
}

const describe = ({ path, message }: ModelProblem) => `${path === '' ? 'model' : path}: ${message}`;
