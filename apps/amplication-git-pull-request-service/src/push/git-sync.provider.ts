import { join } from 'node:path';
import { BITBUCKET_CLIENT, type BitbucketClient } from '@amplication/bitbucket-client';
import { LOGGER } from '@amplication/foundation';
import { GitSync } from '@amplication/git-sync';
import type { FactoryProvider } from '@nestjs/common';
import type { Logger } from 'pino';
import { WorkerEnv } from '../config';

/** git's folders of this worker, cleared of what an earlier one left behind. */
export const gitSync: FactoryProvider<GitSync> = {
  provide: GitSync,
  inject: [WorkerEnv, BITBUCKET_CLIENT, LOGGER],
  useFactory: async (env: WorkerEnv, client: BitbucketClient, log: Logger) => {
    const sync = new GitSync({
      cacheDirectory: join(env.GIT_CACHE_DIR, 'repositories'),
      workDirectory: join(env.GIT_CACHE_DIR, 'builds'),
      cacheLimitBytes: env.GIT_CACHE_LIMIT_MB * 1024 * 1024,
      log,
      explainFailure: (stderr) => client.git.explainFailure(stderr),
    });
    await sync.prepare();
    return sync;
  },
};
