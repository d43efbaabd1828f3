import { Injectable } from '@nestjs/common';
import { errors, type JWTPayload, jwtVerify, type JWTVerifyGetKey, type JWTVerifyOptions } from 'jose';
import { Config } from '../../config.js';
import { type AuthConfig } from '../../config/auth.config.js';
import { Problem } from '../../http/problem.js';
import { isStorable } from '../../http/rules.js';
import { type Caller } from '../caller.js';
import { claimOf, rolesIn, tenantIn } from './claims.js';
import { publishedKeys } from './published-keys.js';

/** Signatures that only the holder of a private key can make. `none` and those of shared keys are not among them. */
const BY_PRIVATE_KEY = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];
const BY_SHARED_KEY = ['HS256'];
const CLOCKS_DIFFER_BY = '5 s';

/** Reads the tokens of callers. */
@Injectable()
export class Tokens {
  private readonly config: AuthConfig;
  private readonly keyOf: JWTVerifyGetKey;
  private readonly rules: JWTVerifyOptions;

  constructor({ auth }: Config) {
    this.config = auth;
    const { keys, issuer, audience } = auth;
    this.keyOf = keys.kind === 'published' ? publishedKeys(keys.url) : () => Promise.resolve(keys.secret);
    this.rules = {
      algorithms: keys.kind === 'published' ? BY_PRIVATE_KEY : BY_SHARED_KEY,
      requiredClaims: ['sub', 'exp'],
      clockTolerance: CLOCKS_DIFFER_BY,
      ...(issuer === undefined ? {} : { issuer }),
      ...(audience === undefined ? {} : { audience }),
    };
  }

  /** Who a token stands for. Throws NOT_SIGNED_IN, or UNAVAILABLE when the keys cannot be read. */
  async callerOf(token: string): Promise<Caller> {
    const claims = await this.verified(token);
    // PostgreSQL would refuse a zero character, and take one half of a character for any other.
    if (typeof claims.sub !== 'string' || claims.sub === '' || !isStorable(claims.sub))
      throw refused('It does not say whose it is (sub).', claims);
    return {
      subject: claims.sub,
      tenant: tenantIn(claimOf(claims, this.config.tenantClaim)),
      roles: rolesIn(claimOf(claims, this.config.rolesClaim)),
    };
  }

  private async verified(token: string): Promise<JWTPayload> {
    try {
      return (await jwtVerify(token, this.keyOf, this.rules)).payload;
    } catch (error) {
      if (error instanceof Problem) throw error;
      throw refused(reasonOf(error), error);
    }
  }
}

/** Why, as far as it helps an honest caller. */
function reasonOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'It has expired.';
  if (error instanceof errors.JWTClaimValidationFailed)
    return `Its claim ${error.claim} is missing or another one.`;
  return 'It is not one of this service.';
}

const refused = (reason: string, cause: unknown): Problem =>
  new Problem('NOT_SIGNED_IN', `The token is refused. ${reason}`, {
    cause,
    headers: { 'WWW-Authenticate': `Bearer error="invalid_token", error_description="${reason}"` },
  });
