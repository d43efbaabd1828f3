import { Ajv, type ValidateFunction } from 'ajv';
import { filler } from '../schema/fill-defaults';
import { publishedSchema } from '../schema/published-schema';
import type { ServiceModel } from '../schema/service-model';
import { sharedParts } from '../schema/shared-parts';
import type { ModelProblem } from '../problems';
import { sentences } from './sentences';

const SCHEMA = publishedSchema();
const fill = filler(SCHEMA);
/** Nobody polishes the code: each process that reads a model compiles it. */
const OPTIONS = { discriminator: true, allowUnionTypes: true, code: { optimize: false } } as const;

/** Whether a value is right, and no more: of shared parts it is compiled quickly, but would copy its findings at each. */
const isRight = new Ajv({ ...OPTIONS, inlineRefs: false }).compile<ServiceModel>(sharedParts(SCHEMA));

let findAll: ValidateFunction<ServiceModel> | null = null;

/** Finds everything that is wrong; compiled from the whole, once somebody needs it. */
function finder(): ValidateFunction<ServiceModel> {
  findAll ??= new Ajv({ ...OPTIONS, allErrors: true, verbose: true }).compile<ServiceModel>(SCHEMA);
  return findAll;
}

/** Reads the shape of a model: types, lengths and required parts. What they mean together comes later. */
export function readShape(value: unknown): { model: ServiceModel } | { problems: ModelProblem[] } {
  // Filling comes first, and leaves alone what the schema refuses: so one look finds all, and proves all to be there.
  const model = fill(value);
  if (isRight(model)) return { model };
  const find = finder();
  return find(model) ? { model } : { problems: sentences(find.errors ?? []) };
}
