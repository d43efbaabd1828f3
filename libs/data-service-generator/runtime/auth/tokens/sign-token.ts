import { SignJWT } from 'jose';
import { readAuthConfig } from '../../config/auth.config.js';
import { SettingsReader } from '../../config/settings-reader.js';

export interface TokenClaims {
  readonly roles: readonly string[];
  readonly subject: string;
  readonly tenant: string | undefined;
  readonly hours: number;
}

/** A token for development and tests, signed with the shared key of the settings. Throws in production. */
export async function signToken(env: NodeJS.ProcessEnv, claims: TokenClaims): Promise<string> {
  const settings = new SettingsReader(env);
  if (settings.isProduction) throw new Error('These tokens are for development, and NODE_ENV is production.');
  const auth = readAuthConfig(settings);
  settings.end();
  if (auth.keys.kind === 'published')
    throw new Error('Only the identity provider of AUTH_JWKS_URL can sign tokens. Ask it for one.');
  const now = Math.floor(Date.now() / 1_000);
  const token = new SignJWT({
    // Under its whole name a claim is found as well, also where dots would go deeper.
    [auth.rolesClaim]: claims.roles,
    ...(claims.tenant === undefined ? {} : { [auth.tenantClaim]: claims.tenant }),
  })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(claims.subject)
    .setIssuedAt(now)
    .setExpirationTime(now + Math.round(claims.hours * 3_600));
  if (auth.issuer !== undefined) token.setIssuer(auth.issuer);
  if (auth.audience !== undefined) token.setAudience(auth.audience);
  return token.sign(auth.keys.secret);
}
