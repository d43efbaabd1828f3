import { IsKeyRing, IsSecret, IsText, IsUrlOf } from './env-decorators';

/**
 * A service that speaks with Bitbucket: the server (connects accounts) and the worker (pushes as them).
 * Outside production, without a consumer, all five are those of the emulator.
 */
export class BitbucketEnv {
  /** Key of the OAuth consumer. */
  @IsText(/^[\w.~-]+$/, "the OAuth consumer's key") BITBUCKET_CLIENT_ID!: string;
  @IsSecret(1, "the OAuth consumer's secret, which goes with its key") BITBUCKET_CLIENT_SECRET!: string;
  /** Where people grant access and read pull requests. */
  @IsUrlOf('https', 'http') BITBUCKET_SITE_URL!: string;
  @IsUrlOf('https', 'http') BITBUCKET_API_URL!: string;
  @IsUrlOf('https', 'http') BITBUCKET_GIT_URL!: string;
  /** Keys that encrypt the tokens at rest, see `parseEncryptionKeys`. */
  @IsKeyRing() TOKEN_ENCRYPTION_KEYS!: string;
}

/** A service with cookie sessions. */
export class SessionEnv {
  @IsSecret(32) SESSION_SECRET!: string;
}
