import { EXPORT_FORMATS, exportModel, type ImportedModel, importModel } from '@amplication/model-exchange';
import { ModelRefusedError, ModelTextError, sentenceOf } from '@amplication/model-text';
import { changesOf, type ModelChange, type ServiceModel } from '@amplication/service-model';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { UsageError } from '../command/command-line';
import type { ModelCommand } from './command';

export interface ModelRun {
  output: string;
  /** Whether the file is what it was asked for: exit code 0. */
  isGood: boolean;
}

/** Does what a command says, and tells what came of it. */
export async function runModel(command: ModelCommand): Promise<ModelRun> {
  try {
    return await run(command);
  } catch (error) {
    if (!(error instanceof ModelTextError)) throw error;
    return { output: refusal(command, error), isGood: false };
  }
}

async function run({ action, file, options }: ModelCommand): Promise<ModelRun> {
  const { format, current: currentFile, out, json } = options;
  if (action === 'export') {
    const { model } = await importModel(read(file), { fileName: basename(file) });
    const wanted = EXPORT_FORMATS.find((one) => one === format) ?? 'json';
    return write(exportModel(model, wanted), out);
  }
  const current =
    currentFile === undefined
      ? null
      : (await importModel(read(currentFile), { fileName: basename(currentFile) })).model;
  const imported = await importModel(read(file), {
    fileName: basename(file),
    ...(format === undefined ? {} : { format }),
    ...(current === null ? {} : { current }),
  });
  const changes = current === null ? null : changesOf(current, imported.model);
  if (action === 'import' && out !== undefined) write(exportModel(imported.model, formatOf(out)), out);
  const output = json ? asJson(imported, changes) : asText(imported, changes, out);
  return { output, isGood: action === 'import' || imported.losses.length === 0 };
}

function read(file: string): string {
  return readFileSync(file, 'utf8');
}

function write(text: string, out: string | undefined): ModelRun {
  if (out === undefined) return { output: text.trimEnd(), isGood: true };
  writeFileSync(out, text);
  return { output: `Written to ${out}.`, isGood: true };
}

function formatOf(file: string): 'json' | 'yaml' {
  if (/\.ya?ml$/i.test(file)) return 'yaml';
  if (/\.json$/i.test(file)) return 'json';
  throw new UsageError(`--out takes a file whose name ends with .json, .yaml or .yml.`);
}

function refusal({ file, options }: ModelCommand, error: ModelTextError): string {
  const problems =
    error instanceof ModelRefusedError
      ? error.problems.map((problem) => ({
          ...{ line: problem.line, column: problem.column, message: sentenceOf(problem) },
        }))
      : [{ line: error.line, column: error.column, message: error.message }];
  if (options.json) return JSON.stringify({ problems }, null, 2);
  if (!(error instanceof ModelRefusedError)) return `${file}: ${error.message}`;
  return problems.map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`).join('\n');
}

const asJson = ({ format, model, losses }: ImportedModel, changes: ModelChange[] | null): string =>
  JSON.stringify({ format, model, losses, ...(changes === null ? {} : { changes }) }, null, 2);

function asText(
  { format, model, losses }: ImportedModel,
  changes: ModelChange[] | null,
  out: string | undefined,
): string {
  return [
    `${model.name}, read as ${format}: ${summary(model)}.`,
    ...model.entities.map(
      ({ name, fields, relations }) =>
        `  ${name}: ${count(fields.length, 'field')}, ${count(relations.length, 'relation')}`,
    ),
    '',
    losses.length === 0 ? 'Nothing is lost.' : `${count(losses.length, 'loss', 'losses')}:`,
    ...losses.map(({ line, column, subject, reason }) => `  ${line}:${column} ${subject}: ${reason}`),
    ...(changes === null ? [] : ['', ...difference(changes)]),
    ...(out === undefined ? [] : ['', `Written to ${out}.`]),
  ].join('\n');
}

const difference = (changes: ModelChange[]): string[] =>
  changes.length === 0
    ? ['It says what the current model says.']
    : [`${count(changes.length, 'change')} to the current model:`, ...changes.map(({ what }) => `  ${what}`)];

function summary({ entities, enums }: ServiceModel): string {
  const fields = entities.reduce((sum, entity) => sum + entity.fields.length, 0);
  const relations = entities.reduce((sum, entity) => sum + entity.relations.length, 0);
  return [
    count(entities.length, 'entity', 'entities'),
    count(fields, 'field'),
    count(relations, 'relation'),
    count(enums.length, 'enum'),
  ].join(', ');
}

const count = (number: number, one: string, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;
