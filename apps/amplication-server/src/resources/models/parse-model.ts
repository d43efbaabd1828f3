import { DomainError } from '@amplication/contracts';
import { findModelProblems, parseServiceModel, type ServiceModel } from '@amplication/service-model';
import { InvalidRequest } from '@amplication/service-kit';

/**
 * Reads a model from a request by the rules of the language, under the service's own name. Throws InvalidRequest that
 * names every problem, with paths as those of other bodies: `model.entities.0.name`; MODEL_VERSION_OLD for what an
 * older client writes.
 */
export function parseModel(
  given: Record<string, unknown>,
  { name, description }: { name: string; description: string },
): ServiceModel {
  // Models of version 1 carried no version.
  if (given.version === undefined || given.version === 1) throw new DomainError('MODEL_VERSION_OLD');
  const value = { ...given, name, description };
  try {
    return parseServiceModel(value);
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'MODEL_INVALID') throw error;
    throw new InvalidRequest(
      findModelProblems(value).map(({ path, message }) => {
        const dotted = path.replace(/\[(\d+)\]/g, '.$1');
        return {
          path: dotted === '' ? 'model' : `model.${dotted}`,
          message: `${path || 'model'} ${message}`,
        };
      }),
    );
  }
}
