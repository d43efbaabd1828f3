import type { ModelFormat } from '@amplication/model-exchange';
import type { ModelChange } from '@amplication/service-model';

/** Repeated here, since the lib that has them brings parsers with it that only a model process needs. */
export const MODEL_FORMATS = ['prisma', 'sql', 'postgres', 'json', 'yaml'] as const satisfies ModelFormat[];

export const CHANGE_KINDS = [
  'added',
  'removed',
  'changed',
  'renamed',
] as const satisfies ModelChange['kind'][];
