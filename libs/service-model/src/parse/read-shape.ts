import { Ajv } from 'ajv';
import { fillDefaults } from '../schema/fill-defaults';
import { publishedSchema } from '../schema/published-schema';
import type { ServiceModel } from '../schema/service-model';
import type { ModelProblem } from '../problems';
import { sentences } from './sentences';

const SCHEMA = publishedSchema();
const validate = new Ajv({
  allErrors: true,
  discriminator: true,
  verbose: true,
  allowUnionTypes: true,
}).compile<ServiceModel>(SCHEMA);

/** Reads the shape of a model: types, lengths and required parts. What they mean together comes later. */
export function readShape(value: unknown): { model: ServiceModel } | { problems: ModelProblem[] } {
  // Filling comes first, and leaves alone what the schema refuses: so one look finds all, and proves all to be there.
  const model = fillDefaults(SCHEMA, value);
  return validate(model) ? { model } : { problems: sentences(validate.errors ?? []) };
}
