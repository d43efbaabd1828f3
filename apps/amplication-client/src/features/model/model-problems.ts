import { ApiError, type FieldProblem } from '../../api/api-error';

/**
 * What the server found wrong with a model. The generator's rules name each problem in `params.problems`,
 * request validation in `fields`; both with a path such as `entities[0].fields[2].name`.
 */
export function modelProblems(error: unknown): FieldProblem[] {
  if (!(error instanceof ApiError) || error.status !== 400) return [];
  const named = Array.isArray(error.params.problems) ? error.params.problems.flatMap(toProblem) : [];
  return [...named, ...error.fields].map((problem) => ({
    ...problem,
    path: editorPath(problem.path),
  }));
}

/** The problems of one part of the model, by their path below it. */
export function problemsBelow(problems: FieldProblem[], prefix: string): Map<string, string> {
  return new Map(
    problems
      .filter((problem) => problem.path === prefix || problem.path.startsWith(`${prefix}.`))
      .map((problem) => [problem.path.slice(prefix.length).replace(/^\./, ''), problem.message]),
  );
}

/** A problem travels as an object, or as the text `path: message`. */
function toProblem(value: unknown): FieldProblem[] {
  if (typeof value === 'string') {
    const [path = '', ...rest] = value.split(': ');
    return [{ path, message: rest.join(': ') }];
  }
  if (typeof value !== 'object' || value === null) return [];
  if (!('path' in value) || !('message' in value)) return [];
  return [{ path: String(value.path), message: String(value.message) }];
}

/** `model.entities.0.fields.2.name`, as a request names it, is `entities[0].fields[2].name` in the editor. */
function editorPath(path: string): string {
  return path.replace(/^model\./, '').replace(/\.(\d+)(?=\.|$)/g, '[$1]');
}
