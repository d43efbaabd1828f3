import type { ConnectionView } from '@amplication/git-connections';

/** Where a build goes, as it stands now. */
export interface DeliveryTarget {
  bitbucketWorkspaceSlug: string;
  repositorySlug: string;
  strategy: 'keep-yours' | 'take-generated';
  connection: ConnectionView;
}
