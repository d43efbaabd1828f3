import express, { Router } from 'express';
import type { Emulator } from '../emulator';
import { commitOperations } from './commits/commits';
import { diffOperations } from './commits/diff';
import { statusOperations } from './commits/statuses';
import { removedOperations } from './removed';
import { restErrors, unknownResource } from './errors';
import { branchOperations } from './refs/branches';
import { restrictionOperations } from './repositories/branch-restrictions';
import { reviewerOperations } from './repositories/default-reviewers';
import { repositoryOperations } from './repositories/repositories';
import { hookOperations } from './hooks/hooks';
import { commentOperations } from './pull-requests/comments';
import { mergeOperations } from './pull-requests/merge';
import { pullRequestOperations } from './pull-requests/pull-requests';
import { sourceReadOperations } from './source/read';
import { sourceWriteOperations } from './source/write';
import { userOperations } from './user/user';
import { workspaceOperations } from './workspaces/workspaces';

/** The REST API under `/2.0`. */
export function restRouter(emulator: Emulator): Router {
  const router = Router();
  router.use(express.json({ limit: '4mb' }));
  removedOperations(router);
  for (const add of [
    userOperations,
    workspaceOperations,
    repositoryOperations,
    reviewerOperations,
    restrictionOperations,
    branchOperations,
    commitOperations,
    statusOperations,
    diffOperations,
    sourceReadOperations,
    sourceWriteOperations,
    pullRequestOperations,
    commentOperations,
    mergeOperations,
    hookOperations,
  ]) {
    add(router, emulator);
  }
  router.use(unknownResource);
  router.use(restErrors);
  return router;
}
