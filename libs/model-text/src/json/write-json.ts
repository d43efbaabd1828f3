import type { ServiceModel } from '@amplication/service-model';

/** A model in JSON, complete: with what has a default, so that a reader needs to know none. */
export const writeJson = (model: ServiceModel): string => `${JSON.stringify(model, null, 2)}\n`;
