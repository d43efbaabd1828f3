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
  // The schema knows nothing of what has a default, so the value is complete only after it was filled.
  if (!validate(value)) return { problems: sentences(validate.errors ?? []) };
  const model = fillDefaults(SCHEMA, value);
  return isComplete(model) ? { model } : { problems: [{ path: '', message: 'is not complete' }] };
}

/** True of everything that has passed the schema and was filled. */
const isComplete = (model: unknown): model is ServiceModel => validate(model);
