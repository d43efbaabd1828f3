import { DomainError } from '@amplication/contracts';
import {
  isModelVersion1,
  parseModelVersion1,
  parseServiceModel,
  type ServiceModel,
  upgradeModel,
} from '@amplication/service-model';

/** The version of the language that models are stored in. Rows of servers of older releases say 1. */
export const LANGUAGE = 2;

/** A model as it is stored. */
export interface StoredJson {
  language: number;
  json: string;
}

/** The JSON of a stored model in the language of today. Throws MODEL_NOT_UPGRADED where there is none. */
export function modelJson({ language, json }: StoredJson): string {
  return language === LANGUAGE ? json : JSON.stringify(upgraded(json));
}

/** A model of version 1 in version 2. Throws MODEL_NOT_UPGRADED, whose cause and `params.problems` say why. */
export function upgraded(json: string): ServiceModel {
  try {
    const model: unknown = JSON.parse(json);
    // A row may hold more than it says: an older server stores again what a newer one has written.
    return isModelVersion1(model) ? upgradeModel(parseModelVersion1(model)) : parseServiceModel(model);
  } catch (error) {
    const params = error instanceof DomainError && error.code === 'MODEL_INVALID' ? error.params : {};
    throw new DomainError('MODEL_NOT_UPGRADED', { cause: error, params });
  }
}
