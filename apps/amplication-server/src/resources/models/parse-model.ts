import { findModelProblems, parseServiceModel, type ServiceModel } from '@amplication/data-service-generator';
import { InvalidRequest } from '@amplication/service-kit';

/**
 * Reads a model from a request by the generator's own rules. Throws InvalidRequest that names every problem, with
 * paths as those of other bodies: `model.entities.0.name`.
 */
export function parseModel(value: unknown): ServiceModel {
  const problems = findModelProblems(value);
  if (problems.length === 0) return parseServiceModel(value);
  throw new InvalidRequest(
    problems.map(({ path, message }) => {
      const dotted = path.replace(/\[(\d+)\]/g, '.$1');
      return { path: dotted === '' ? 'model' : `model.${dotted}`, message: `${path || 'model'} ${message}` };
    }),
  );
}
