import type { BitbucketApi, RepositoryReference } from '@amplication/bitbucket-client';
import type { Delivery, DeliveryJob } from '../jobs/delivery-job';
import type { DeliveryTarget } from './delivery-target';

/** The part of Bitbucket's API that a delivery uses. */
export interface DeliveryApi {
  readonly pullRequests: Pick<
    BitbucketApi['pullRequests'],
    'get' | 'newestForBranch' | 'defaultReviewers' | 'create' | 'update' | 'comments' | 'comment'
  >;
  readonly commitStatuses: Pick<BitbucketApi['commitStatuses'], 'put'>;
}

/** What all steps of one run share. */
export interface DeliveryContext {
  job: DeliveryJob;
  delivery: Delivery;
  target: DeliveryTarget;
  repository: RepositoryReference;
  api: DeliveryApi;
  /** Page of the build in the client. */
  buildUrl: string;
}
