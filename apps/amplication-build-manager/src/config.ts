import { BaseEnv, combineEnv, DatabaseEnv, IsUrlOf, IsWholeNumber, KafkaEnv } from '@amplication/service-kit';

export const APP = 'amplication-build-manager';

/** Every variable of this service; the rest of them is explained in `.env.local.example`. */
export class BuildManagerEnv extends combineEnv(BaseEnv, DatabaseEnv, KafkaEnv) {
  /** Where the generator controller is. */
  @IsUrlOf('http', 'https') GENERATOR_URL: string = 'http://127.0.0.1:8900';
  /** Where the generator controller finds this service. */
  @IsUrlOf('http', 'https') BUILD_MANAGER_URL: string = 'http://127.0.0.1:5010';
  /** How long to wait for a result before the generator controller is asked what became of it. */
  @IsWholeNumber(100, 3_600_000) GENERATION_DEADLINE_MS: number = 90_000;
  /** How many times a generation is started when no result comes. */
  @IsWholeNumber(1, 100) GENERATION_MAX_STARTS: number = 3;
  /** How many requests to the generator controller run at once. */
  @IsWholeNumber(1, 64) JOB_CONCURRENCY: number = 8;
  /** How long a process that stops dead keeps its jobs from others. */
  @IsWholeNumber(1_000, 600_000) JOB_LEASE_MS: number = 30_000;
  /** How often a generator controller that does not answer is tried before the build fails. */
  @IsWholeNumber(1, 100) JOB_MAX_TRIES: number = 8;
}
