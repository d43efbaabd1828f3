import { DomainError } from '@amplication/contracts';
import { isStorableText } from '@amplication/foundation';
import { exportModel, importModel } from '@amplication/model-exchange';
import {
  type Loss,
  MODEL_TEXT_BYTES,
  ModelRefusedError,
  ModelTextError,
  ModelTooLargeError,
  sentenceOf,
} from '@amplication/model-text';
import { changesOf, parseServiceModel, type ServiceModel } from '@amplication/service-model';
import { checkBody, type ServiceName } from './check-body';
import { MODEL_BYTES } from '../model-bytes';
import { type AnswerHead, headLine, type ReadHead, splitHead, type TaskHead } from './messages';

/** Losses and changes that are named; a person reads no more, and their number is said. */
const NAMED = 1_000;

type ReadTask = Extract<TaskHead, { kind: 'read' }>;

/** Does one task of a model process. Throws only where a reader or writer has a bug. */
export async function answer(message: Buffer): Promise<(string | Buffer)[]> {
  const { head: task, body } = splitHead<TaskHead>(message);
  try {
    if (task.kind === 'read') return await read(task, body);
    if (task.kind === 'check') return check(task.named, body);
    const text = exportModel(modelOf(body), task.format);
    return [headLine({ kind: 'written' }), text];
  } catch (error) {
    return [headLine(refusal(error))];
  }
}

async function read({ format, fileName, textBytes }: ReadTask, body: Buffer): Promise<string[]> {
  if (textBytes > MODEL_TEXT_BYTES)
    throw new ModelTooLargeError(`at most ${MODEL_TEXT_BYTES / 1024 / 1024} MB`, `${textBytes} bytes`);
  const text = body.toString('utf8', 0, textBytes);
  const current = body.length > textBytes ? modelOf(body.subarray(textBytes)) : null;
  const given = {
    ...(format === null ? {} : { format }),
    ...(fileName === null ? {} : { fileName }),
    ...(current === null ? {} : { current }),
  };
  const found = await importModel(text, given);
  const named = current ?? found.model;
  // What is stored is parsed, whoever made it.
  const model = parseServiceModel({
    ...found.model,
    name: named.name,
    description: named.description,
  });
  requireStorable(model);
  const json = JSON.stringify(model);
  if (json.length > MODEL_BYTES)
    throw new ModelTooLargeError(
      `a model of at most ${MODEL_BYTES / 1_000_000} MB`,
      `one of ${Math.ceil(json.length / 1_000_000)}`,
    );
  const changes = current ? changesOf(current, model) : [];
  const head: ReadHead = {
    format: found.format,
    counts: countsOf(model),
    lossCount: found.losses.length,
    losses: byPlace(found.losses).slice(0, NAMED),
    changeCount: changes.length,
    changes: changes.slice(0, NAMED),
  };
  return [headLine({ kind: 'read', head }), json];
}

function check(named: ServiceName | null, body: Buffer): string[] {
  try {
    const { json, ...checked } = checkBody(body.toString('utf8'), named);
    return [headLine({ kind: 'checked', checked }), json];
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const message = `The body is not valid JSON: ${error.message}`;
    return [headLine({ kind: 'refused', code: 'VALIDATION_FAILED', message, params: {} })];
  }
}

const modelOf = (json: Buffer): ServiceModel => parseServiceModel(JSON.parse(json.toString('utf8')));

const byPlace = (losses: readonly Loss[]) =>
  [...losses].sort((a, b) => a.line - b.line || a.column - b.column);

function countsOf({ entities, enums }: ServiceModel): ReadHead['counts'] {
  const sum = (count: (entity: ServiceModel['entities'][number]) => number) =>
    entities.reduce((total, entity) => total + count(entity), 0);
  return {
    entities: entities.length,
    fields: sum(({ fields }) => fields.length),
    relations: sum(({ relations }) => relations.length),
    enums: enums.length,
    indexes: sum(({ indexes, uniques }) => indexes.length + uniques.length),
  };
}

/** PostgreSQL keeps no NUL and no half of a surrogate pair, which a text can hold as an escape. */
function requireStorable(model: ServiceModel): void {
  JSON.stringify(model, (key, value: unknown) => {
    if (!isStorableText(key) || (typeof value === 'string' && !isStorableText(value)))
      throw new DomainError(
        'MODEL_TEXT_INVALID',
        'The text holds a NUL character or half of a character, which no database keeps.',
      );
    return value;
  });
}

/** What is wrong with a text. What is wrong with us is thrown. */
function refusal(error: unknown): AnswerHead {
  if (error instanceof ModelTextError) {
    const { message, line, column } = error;
    const code = error instanceof ModelTooLargeError ? 'MODEL_TEXT_TOO_LARGE' : 'MODEL_TEXT_INVALID';
    const params = {
      ...(line === null || column === null ? {} : { line, column }),
      ...(error instanceof ModelRefusedError ? { problems: problemsOf(error) } : {}),
    };
    return { kind: 'refused', code, message, params };
  }
  if (error instanceof DomainError && error.code === 'MODEL_TEXT_INVALID')
    return { kind: 'refused', code: error.code, message: error.message, params: error.params };
  throw error;
}

const problemsOf = ({ problems }: ModelRefusedError): string[] =>
  problems.map((problem) => `Line ${problem.line}, column ${problem.column}: ${sentenceOf(problem)}`);
