import { DomainError } from '@amplication/contracts';
import {
  examineModel,
  findProblemsOfVersion1,
  isModelVersion1,
  type ModelProblem,
  parseModelVersion1,
  type ServiceModel,
  upgradeModel,
} from '@amplication/service-model';
import { ModelRefusedError } from '../errors';
import { Lines } from '../lines';
import { stepsOf } from '../model-path';
import type { ReadModel } from '../read-model';
import { checkSize, withoutMark } from '../text-size';
import { scanJson } from './scan-json';

/**
 * Reads a model in JSON, of version 2 or 1; one of version 1 becomes one of version 2 that means the same database.
 * @throws ModelSyntaxError where it is no JSON
 * @throws ModelRefusedError where it is no model, with everything that is wrong
 * @throws ModelTooLargeError for more than 10 MB
 */
export function readJson(text: string): ReadModel {
  checkSize(text);
  const source = withoutMark(text);
  scanJson(source);
  const value: unknown = JSON.parse(source);
  if (isModelVersion1(value)) return { model: upgraded(source, value), losses: [] };
  const { model, problems } = examineModel(value);
  if (!model) throw refused(source, problems);
  return { model, losses: [] };
}

/** What version 2 refuses of a model of version 1 is told by paths of version 2, of which the entity is the same. */
function upgraded(source: string, value: unknown): ServiceModel {
  const problems = findProblemsOfVersion1(value);
  if (problems.length > 0) throw refused(source, problems);
  try {
    return upgradeModel(parseModelVersion1(value));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const listed = Array.isArray(error.params.problems) ? error.params.problems : [];
    throw refused(
      source,
      listed.map(String).map((problem) => ({
        path: /^entities\[\d+\]/.exec(problem)?.[0] ?? '',
        message: problem.slice(problem.indexOf(': ') + 2),
      })),
    );
  }
}

function refused(source: string, problems: readonly ModelProblem[]): ModelRefusedError {
  const ways = problems.map(({ path }) => upwards(path));
  const wanted = new Set(ways.flat());
  const offsets = new Map<string, number>();
  scanJson(source, (path, offset) => {
    if (wanted.has(path)) offsets.set(path, offset);
  });
  const lines = new Lines(source);
  return new ModelRefusedError(
    problems.map(({ path, message }, index) => {
      const nearest = ways[index]?.find((way) => offsets.has(way)) ?? '';
      return { ...lines.placeOf(offsets.get(nearest) ?? 0), file: null, subject: path, message };
    }),
  );
}

/** A path and all that it lies in, the nearest first. */
function upwards(path: string): string[] {
  const ways = [path];
  for (let way = path; stepsOf(way).length > 0; ways.push(way))
    way = way.slice(0, Math.max(way.lastIndexOf('.'), way.lastIndexOf('['), 0));
  return ways;
}
