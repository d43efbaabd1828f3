import type { DocumentedBodies } from './check/check-exchange';
import { BRANCHES, HOOKS, PULL_REQUEST } from './paths';

/** Bodies that the file describes in words and by example, but gives no schema. */
export const DOCUMENTED_BODIES: DocumentedBodies = {
  requests: {
    [`POST ${BRANCHES}`]: 'branch',
    [`POST ${HOOKS}`]: 'webhook_subscription',
    [`PUT ${HOOKS}/{uid}`]: 'webhook_subscription',
  },
  responses: { [`GET ${PULL_REQUEST}/commits`]: 'paginated_changeset' },
};
