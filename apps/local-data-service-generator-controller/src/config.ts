import { ArtifactsEnv, BaseEnv, combineEnv, IsUrlOf, IsWholeNumber } from '@amplication/service-kit';

export const APP = 'local-data-service-generator-controller';

/** Every variable of this service; the rest of them is explained in `.env.local.example`. */
export class ControllerEnv extends combineEnv(BaseEnv, ArtifactsEnv) {
  /** The only origin that results are sent to. */
  @IsUrlOf('http', 'https') BUILD_MANAGER_URL: string = 'http://127.0.0.1:5010';
  /** How many generators run at once; the others wait. */
  @IsWholeNumber(1, 64) GENERATOR_CONCURRENCY: number = 2;
  /** How many may wait; more are refused, and asked for again by the build-manager. */
  @IsWholeNumber(1, 100_000) GENERATOR_QUEUE_LIMIT: number = 1_000;
  /** How long one generator may run. */
  @IsWholeNumber(100, 3_600_000) GENERATOR_TIMEOUT_MS: number = 60_000;
  /** Limit of a generator's JavaScript heap. */
  @IsWholeNumber(32, 32_768) GENERATOR_MEMORY_MB: number = 512;
  /** How long a result is offered to a build-manager that does not answer. */
  @IsWholeNumber(1_000, 86_400_000) CALLBACK_TIMEOUT_MS: number = 600_000;
}
