import { DomainError, type ErrorParams } from '@amplication/contracts';
import { generate, type GeneratedFile } from '@amplication/data-service-generator';
import {
  isModelVersion1,
  parseModelVersion1,
  parseServiceModel,
  type ServiceModel,
  upgradeModel,
} from '@amplication/service-model';

/** What a generator process says of its model. */
export type ChildAnswer =
  { kind: 'files'; files: GeneratedFile[] } | { kind: 'invalid'; message: string; params: ErrorParams };

/** Generates the service of a model that is given as JSON. Throws only where the generator has a bug. */
export function answer(model: string): ChildAnswer {
  try {
    return { kind: 'files', files: generate(readModel(JSON.parse(model))) };
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'MODEL_INVALID') throw error;
    return { kind: 'invalid', message: error.message, params: error.params };
  }
}

/** A build that was asked for by an older release, and one of its that is tried again, has a model of version 1. */
function readModel(value: unknown): ServiceModel {
  return isModelVersion1(value) ? upgradeModel(parseModelVersion1(value)) : parseServiceModel(value);
}

/** Reads an answer back. What does not look like one was not written by {@link answer}. */
export function readAnswer(json: string): ChildAnswer {
  const value: unknown = JSON.parse(json);
  if (!isAnswer(value)) throw new TypeError('The generator answered with something else than files.');
  return value;
}

function isAnswer(value: unknown): value is ChildAnswer {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  if (value.kind === 'files')
    return 'files' in value && Array.isArray(value.files) && value.files.every(isFile);
  return (
    value.kind === 'invalid' && 'message' in value && typeof value.message === 'string' && 'params' in value
  );
}

function isFile(value: unknown): value is GeneratedFile {
  if (typeof value !== 'object' || value === null) return false;
  if (!('path' in value && 'mode' in value && 'content' in value)) return false;
  const { path, mode, content } = value;
  if (typeof path !== 'string' || typeof content !== 'string') return false;
  return (mode === '100644' || mode === '100755') && hasMarks(value);
}

function hasMarks(value: object): boolean {
  const isWhose = !('once' in value) || value.once === true;
  return isWhose && (!('key' in value) || typeof value.key === 'string');
}
