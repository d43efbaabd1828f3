import type { BitbucketApi, RepositoryReference } from '@amplication/bitbucket-client';
import type { Delivery, DeliveryJob } from './delivery-job';
import type { DeliveryTarget } from './delivery-target';
import type { RepositoryPlace } from './repository-place';

/** The part of Bitbucket's API that a delivery uses. */
export interface DeliveryApi {
  readonly pullRequests: Pick<
    BitbucketApi['pullRequests'],
    'get' | 'newestForBranch' | 'defaultReviewers' | 'create' | 'update' | 'comments' | 'comment'
  >;
  readonly repositories: Pick<BitbucketApi['repositories'], 'get'>;
  readonly branches: Pick<BitbucketApi['branches'], 'get'>;
  readonly source: Pick<BitbucketApi['source'], 'commit'>;
  readonly commitStatuses: Pick<BitbucketApi['commitStatuses'], 'put'>;
}

/** What all steps of one run share. */
export interface DeliveryContext {
  job: DeliveryJob;
  delivery: Delivery;
  target: DeliveryTarget;
  /** For REST: by its uuid, wherever it is. */
  repository: RepositoryReference;
  /** Where it is, for git. */
  place: RepositoryPlace;
  api: DeliveryApi;
  /** Page of the build in the client. */
  buildUrl: string;
}
