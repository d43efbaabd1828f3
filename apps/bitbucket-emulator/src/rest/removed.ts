import type { Router } from 'express';

const ANNOUNCEMENT = 'https://developer.atlassian.com/cloud/bitbucket/changelog#CHANGE-2770';

/** Body of the 410, word for word as seen (https://github.com/ktrysmt/go-bitbucket/issues/357). */
const GONE = {
  type: 'error',
  error: {
    message: 'CHANGE-2770 - Functionality has been deprecated',
    detail: 'Please read the changelog entry for more details.',
    data: { announcement_url: ANNOUNCEMENT },
  },
  data: { announcement_url: ANNOUNCEMENT },
};

/** The lists over all Bitbucket workspaces, removed on 2026-04-14. */
export function removedOperations(router: Router): void {
  const paths = [
    '/workspaces',
    '/repositories',
    '/user/permissions/workspaces',
    '/user/permissions/repositories',
  ];
  router.get(paths, (_request, response) => {
    response.status(410).json(GONE);
  });
}
