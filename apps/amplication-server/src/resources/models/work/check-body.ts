import { DomainError } from '@amplication/contracts';
import { findUnfit, isRecord, type UnfitPart } from '@amplication/foundation';
import { findModelProblems, isModelVersion1, parseServiceModel } from '@amplication/service-model';

/** Values of a model of 500 entities with 25 fields each; a field is about thirty. */
const MAX_VALUES = 600_000;
const MAX_REST = 20_000;
/** Problems that are named, of those that there may be. */
const MAX_PROBLEMS = 1_000;

/** What the model of a body is. */
export type CheckedModel =
  | { is: 'valid' }
  /** Of an older version of the language. */
  | { is: 'old' }
  | { is: 'missing' }
  | { is: 'no object' }
  | { is: 'refused'; problems: UnfitPart[] };

export interface CheckedBody {
  /** The body without its model. */
  rest: Record<string, unknown>;
  /** What is wrong with the whole, whatever it says. */
  unfit: UnfitPart[];
  model: CheckedModel;
  /** The model as JSON, complete; '' unless it is valid. */
  json: string;
}

/** What a service is called, and its model with it. */
export interface ServiceName {
  name: string;
  description: string;
}

/**
 * Reads a body of JSON that has a model in it, by the rules of the language. The model gets the name of its service: the
 * one that is given, or that which the body gives it. Throws SyntaxError for what is no JSON.
 */
export function checkBody(text: string, given: ServiceName | null): CheckedBody {
  const body: unknown = JSON.parse(text);
  const { model, ...rest } = isRecord(body) ? body : {};
  const unfit = [...findUnfit(body, MAX_VALUES), ...beside(rest)];
  if (unfit.length > 0) return { rest: {}, unfit, model: { is: 'missing' }, json: '' };
  if (!isRecord(model))
    return { rest, unfit, model: { is: model === undefined ? 'missing' : 'no object' }, json: '' };
  if (isModelVersion1(model) || model.version === 1) return { rest, unfit, model: { is: 'old' }, json: '' };
  const value = { ...model, ...(given ?? nameOf(rest)) };
  const read = readModel(value);
  return typeof read === 'string'
    ? { rest, unfit, model: { is: 'valid' }, json: read }
    : { rest, unfit, model: { is: 'refused', problems: read }, json: '' };
}

/** What stands beside the model is a form. */
function beside(rest: object): UnfitPart[] {
  if (JSON.stringify(rest).length <= MAX_REST) return [];
  return [{ path: '', message: `the body holds more than ${MAX_REST / 1_000} kB beside the model` }];
}

/** A name that is not valid is named with the rest of the body. */
function nameOf({ name, description = '' }: Record<string, unknown>): ServiceName {
  const isText = (value: unknown, max: number) => typeof value === 'string' && value.length <= max;
  return {
    name: isText(name, 100) && String(name).trim() !== '' ? String(name).trim() : 'Service',
    description: isText(description, 1_000) ? String(description) : '',
  };
}

/** The JSON of a valid model, or what is wrong with it at paths such as `model.entities.0.name`. */
function readModel(value: object): string | UnfitPart[] {
  try {
    return JSON.stringify(parseServiceModel(value));
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'MODEL_INVALID') throw error;
    return findModelProblems(value)
      .slice(0, MAX_PROBLEMS)
      .map(({ path, message }) => {
        const dotted = path.replace(/\[(\d+)\]/g, '.$1');
        return {
          path: dotted === '' ? 'model' : `model.${dotted}`,
          message: `${path || 'model'} ${message}`,
        };
      });
  }
}
