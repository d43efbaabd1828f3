import { Ajv } from 'ajv';
import { filler } from '../schema/fill-defaults';
import { publishedSchema } from '../schema/published-schema';
import type { ServiceModel } from '../schema/service-model';
import { sharedParts } from '../schema/shared-parts';
import type { ModelProblem } from '../problems';
import { sentences } from './sentences';

const SCHEMA = publishedSchema();
const fill = filler(SCHEMA);
const validate = new Ajv({
  allErrors: true,
  discriminator: true,
  verbose: true,
  allowUnionTypes: true,
  // Each process that reads a model compiles this: parts stay functions of their own, and nobody polishes the code.
  inlineRefs: false,
  code: { optimize: false },
}).compile<ServiceModel>(sharedParts(SCHEMA));

/** Reads the shape of a model: types, lengths and required parts. What they mean together comes later. */
export function readShape(value: unknown): { model: ServiceModel } | { problems: ModelProblem[] } {
  // Filling comes first, and leaves alone what the schema refuses: so one look finds all, and proves all to be there.
  const model = fill(value);
  return validate(model) ? { model } : { problems: sentences(validate.errors ?? []) };
}
