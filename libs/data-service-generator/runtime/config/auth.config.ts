import { type SettingsReader } from './settings-reader.js';

/** What the tokens are signed with: keys that an identity provider publishes, or one that both sides know. */
export type TokenKeys =
  | { readonly kind: 'published'; readonly url: URL }
  | { readonly kind: 'shared'; readonly secret: Uint8Array };

export interface AuthConfig {
  readonly keys: TokenKeys;
  /** What the tokens must say, where it is set. */
  readonly issuer: string | undefined;
  readonly audience: string | undefined;
  /** Where in a token the roles and the tenant stand; dots go deeper: `realm_access.roles`. */
  readonly rolesClaim: string;
  readonly tenantClaim: string;
}

/** How the keys that are in the files of this repository begin: everybody may know them. */
const DEVELOPMENT_KEY = 'development-only';
/** HMAC with SHA-256 asks for a key as long as its hash: RFC 7518, section 3.2. */
const SHARED_KEY_BYTES = 32;
const DIFFERENT_CHARACTERS = 8;

const NOTHING: TokenKeys = { kind: 'shared', secret: new Uint8Array() };

export function readAuthConfig(settings: SettingsReader): AuthConfig {
  return {
    keys: readKeys(settings),
    issuer: settings.text('AUTH_ISSUER'),
    audience: settings.text('AUTH_AUDIENCE'),
    rolesClaim: settings.text('AUTH_ROLES_CLAIM') ?? 'roles',
    tenantClaim: settings.text('AUTH_TENANT_CLAIM') ?? 'tenant',
  };
}

function readKeys(settings: SettingsReader): TokenKeys {
  const address = settings.text('AUTH_JWKS_URL');
  const shared = settings.text('AUTH_SHARED_KEY');
  if (address !== undefined && shared !== undefined)
    return settings.refuse('Set only one of AUTH_JWKS_URL and AUTH_SHARED_KEY.', NOTHING);
  if (address !== undefined) return readPublished(settings);
  if (shared !== undefined) return readShared(settings, shared);
  return settings.refuse(
    'Nobody could sign in. Set AUTH_JWKS_URL to the address of the public keys of your identity provider, or for ' +
      'development AUTH_SHARED_KEY to a secret of at least 32 bytes: see .env.example.',
    NOTHING,
  );
}

function readPublished(settings: SettingsReader): TokenKeys {
  const url = settings.url('AUTH_JWKS_URL', ['https:', 'http:']);
  if (!url) return NOTHING;
  // Who can change what comes over the wire could sign tokens with keys of their own.
  if (settings.isProduction && url.protocol !== 'https:')
    return settings.refuse('AUTH_JWKS_URL must begin with https:// in production.', NOTHING);
  return { kind: 'published', url };
}

function readShared(settings: SettingsReader, key: string): TokenKeys {
  const secret = new TextEncoder().encode(key);
  if (secret.length < SHARED_KEY_BYTES)
    return settings.refuse(`AUTH_SHARED_KEY must have at least ${SHARED_KEY_BYTES} bytes.`, NOTHING);
  if (new Set(key).size < DIFFERENT_CHARACTERS)
    return settings.refuse('AUTH_SHARED_KEY can be guessed. Make it of random bytes.', NOTHING);
  if (settings.isProduction && key.startsWith(DEVELOPMENT_KEY))
    return settings.refuse('AUTH_SHARED_KEY is the one for development. Production needs its own.', NOTHING);
  return { kind: 'shared', secret };
}
