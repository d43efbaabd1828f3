/**
 * Takes credentials out of a text that another program wrote: userinfo of a URL, Authorization values, OAuth
 * parameters.
 */
export function scrubSecrets(text: string): string {
  return text
    .replace(/(:\/\/)[^\s/@]+@/g, '$1[redacted]@')
    .replace(/\b(Basic|Bearer)\s+[\w+/=.~-]+/gi, '$1 [redacted]')
    .replace(/\b(access_token|refresh_token|client_secret|code|token)=[^\s&'"]+/gi, '$1=[redacted]')
    .replace(/x-token-auth:[^\s@'"]+/g, 'x-token-auth:[redacted]');
}
