import {
  ArtifactsEnv,
  BaseEnv,
  BitbucketEnv,
  combineEnv,
  DatabaseEnv,
  IsFlag,
  IsReachableUrl,
  IsUrlOf,
  IsWholeNumber,
  KafkaEnv,
  SessionEnv,
} from '@amplication/service-kit';
import { IsOptional } from 'class-validator';

export const SERVICE = 'amplication-server';

class SharedEnv extends combineEnv(BaseEnv, DatabaseEnv, KafkaEnv, ArtifactsEnv) {}

/** Every variable of amplication-server. */
export class ServerEnv extends combineEnv(SharedEnv, BitbucketEnv, SessionEnv) {
  /** Where the web client is served: the only origin that may change anything. */
  @IsUrlOf('http', 'https') CLIENT_URL: string = 'http://localhost:3001';
  /** Where Bitbucket reaches this server. Unset: no webhooks, and the state of pull requests is polled. */
  @IsOptional() @IsReachableUrl() WEBHOOK_URL?: string;
  /** Whether Bitbucket needs the enterprise plan. */
  @IsFlag() BILLING_ENABLED: boolean = false;
  /** How many proxies of ours stand before the server; shows which address a request really comes from. */
  @IsWholeNumber(0, 10) TRUSTED_PROXIES: number = 0;
  /** How often a minute one address may try to sign in, sign up or finish a connection. */
  @IsWholeNumber(1, 100_000) THROTTLE_PER_MINUTE: number = 30;
  /** How often a minute one address may ask for anything: an office behind one address is many people. */
  @IsWholeNumber(1, 1_000_000) REQUESTS_PER_MINUTE: number = 3_000;
  /** How long a build may make no progress before it is failed. */
  @IsWholeNumber(1, 24 * 60) BUILD_STALL_MINUTES: number = 30;
}
