import { ApiError, type FieldProblem } from '../../../api/api-error';
import type { ServiceModel } from './model';

/**
 * What the server found wrong with a model: problems of a request in `fields`, those of a stored model in
 * `params.problems`; both with a path such as `entities[0].fields[2].name`.
 */
export function modelProblems(error: unknown): FieldProblem[] {
  if (!(error instanceof ApiError) || error.status !== 400) return [];
  const named = Array.isArray(error.params.problems) ? error.params.problems.flatMap(toProblem) : [];
  return [...named, ...error.fields].map(({ path, message }) => {
    const place = editorPath(path);
    // The sentence of a request begins with the place, which the editor shows in its own way.
    return {
      path: place,
      message: message.startsWith(`${place} `) ? message.slice(place.length + 1) : message,
    };
  });
}

/** The problems of one part of the model, by their path below it. */
export function problemsBelow(problems: readonly FieldProblem[], prefix: string): Map<string, string> {
  return new Map(
    problems
      .filter(({ path }) => path === prefix || path.startsWith(`${prefix}.`) || path.startsWith(`${prefix}[`))
      .map(({ path, message }) => [path.slice(prefix.length).replace(/^\./, ''), message]),
  );
}

/** Where a problem is in the editor, and what a person calls the place; null for what is of the whole model. */
export function placeOfProblem(
  model: ServiceModel,
  { path }: FieldProblem,
): { list: 'entities' | 'enums' | 'roles'; id: string; label: string } | null {
  const [, list, index, rest = ''] = /^(entities|enums|roles)\[(\d+)\]\.?(.*)$/.exec(path) ?? [];
  if (list !== 'entities' && list !== 'enums' && list !== 'roles') return null;
  const part = model[list][Number(index)];
  if (!part) return null;
  const [, below, position] = /^(fields|relations)\[(\d+)\]/.exec(rest) ?? [];
  const member =
    list === 'entities' && (below === 'fields' || below === 'relations')
      ? model.entities[Number(index)]?.[below][Number(position)]
      : undefined;
  return { list, id: part.id, label: member ? `${part.name}.${member.name}` : part.name };
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
  return path.replace(/^model\.?/, '').replace(/\.(\d+)(?=\.|$)/g, '[$1]');
}
