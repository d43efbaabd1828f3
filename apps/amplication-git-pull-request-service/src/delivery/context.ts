import type { BitbucketApi, RepositoryReference } from '@amplication/bitbucket-client';
import type { Delivery, DeliveryJob } from '../jobs/delivery-job';
import type { DeliveryTarget } from './delivery-target';

/** What all steps of one run share. */
export interface DeliveryContext {
  job: DeliveryJob;
  delivery: Delivery;
  target: DeliveryTarget;
  repository: RepositoryReference;
  api: BitbucketApi;
  /** Page of the build in the client. */
  buildUrl: string;
}
