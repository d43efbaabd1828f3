import type { ModelChange, ModelFormat } from '@amplication/model-exchange';

/** Repeated here, since the lib that has them brings parsers with it that only a model process needs. */
export const MODEL_FORMATS = ['prisma', 'sql', 'postgres', 'json', 'yaml'] as const satisfies ModelFormat[];

export const CHANGE_KINDS = [
  'added',
  'removed',
  'changed',
  'renamed',
] as const satisfies ModelChange['kind'][];
