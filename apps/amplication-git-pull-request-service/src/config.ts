import { join } from 'node:path';
import {
  ArtifactsEnv,
  BaseEnv,
  BitbucketEnv,
  combineEnv,
  DatabaseEnv,
  dataDirectory,
  IsText,
  IsUrlOf,
  IsWholeNumber,
  KafkaEnv,
  readEnvironment,
} from '@amplication/service-kit';

export const APP = 'amplication-git-pull-request-service';

/** Every variable of this service; the rest of them is explained in `.env.local.example`. */
export class WorkerEnv extends combineEnv(BaseEnv, DatabaseEnv, KafkaEnv, ArtifactsEnv, BitbucketEnv) {
  /** Where the client is, for links to a build's page. */
  @IsUrlOf('https', 'http') CLIENT_URL: string = 'http://localhost:3001';
  /** Folder for git: a cache that may be deleted at any time, and a folder for each running build. On a local disk. */
  @IsText(/^\S.*$/, 'a path') GIT_CACHE_DIR: string = join(dataDirectory(readEnvironment(APP)), 'git-cache');
  @IsWholeNumber(64, 1_000_000) GIT_CACHE_LIMIT_MB: number = 2_048;
  /** Limit of one git command. */
  @IsWholeNumber(1_000, 3_600_000) GIT_TIMEOUT_MS: number = 600_000;
  /** How many repositories are worked on at once. */
  @IsWholeNumber(1, 64) WORKER_CONCURRENCY: number = 4;
  /** How long a worker that stops dead keeps its jobs from others. */
  @IsWholeNumber(1_000, 600_000) JOB_LEASE_MS: number = 30_000;
  @IsWholeNumber(1, 100) JOB_MAX_TRIES: number = 10;
  /** How long Bitbucket's listings may lag behind its writes. */
  @IsWholeNumber(0, 60_000) BITBUCKET_VISIBILITY_LAG_MS: number = 15_000;
  /** Author of the commits. */
  @IsText(/^[^<>\n]+$/, 'a name') COMMIT_AUTHOR_NAME: string = 'amplication[bot]';
  @IsText(/^[^<>\s@]+@[^<>\s@]+$/, 'an e-mail address') COMMIT_AUTHOR_EMAIL: string = 'bot@amplication.com';
}
