import { isRecord, own } from '@amplication/foundation';
import { alternative } from './fill-defaults';
import { type JsonSchema, publishedSchema } from './published-schema';
import type { ServiceModel } from './service-model';

const SCHEMA = publishedSchema();

/** A model as people write it: what says no more than its default does is left out. */
export function leaveOutDefaults(model: ServiceModel): unknown {
  return sparse(SCHEMA, model);
}

function sparse(schema: JsonSchema, value: unknown): unknown {
  if (Array.isArray(value)) {
    const { items } = alternative(schema, value);
    return items ? value.map((item) => sparse(items, item)) : value;
  }
  if (!isRecord(value)) return value;
  const { properties } = alternative(schema, value);
  if (!properties) return value;
  return Object.fromEntries(
    Object.entries(properties).flatMap(([key, property]) => {
      const given = own(value, key);
      if (given === undefined || isDefault(property, given)) return [];
      return [[key, sparse(property, given)]];
    }),
  );
}

const isDefault = ({ default: value }: JsonSchema, given: unknown) =>
  value !== undefined && JSON.stringify(value) === JSON.stringify(given);
