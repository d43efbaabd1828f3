import type { ServiceModel } from '@amplication/service-model';
import type { Loss } from './loss';

/** A model from elsewhere, and what did not come with it. */
export interface ReadModel {
  model: ServiceModel;
  losses: Loss[];
}
