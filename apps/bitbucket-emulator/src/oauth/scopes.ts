/**
 * OAuth 2.0 scopes of Bitbucket Cloud and what each includes
 * (https://developer.atlassian.com/cloud/bitbucket/bitbucket-cloud-rest-api-scopes). The administrator's
 * scopes include nothing, not even the right to read.
 */
const IMPLIED: Record<string, string[]> = {
  project: ['repository'],
  'repository:write': ['repository'],
  pullrequest: ['repository'],
  'pullrequest:write': ['pullrequest', 'repository:write'],
  'account:write': ['account'],
  'team:write': ['team'],
};

/** The scopes with everything that they imply. */
export function closure(scopes: readonly string[]): Set<string> {
  const all = new Set<string>();
  const waiting = [...scopes];
  for (let scope = waiting.pop(); scope !== undefined; scope = waiting.pop()) {
    if (all.has(scope)) continue;
    all.add(scope);
    waiting.push(...(IMPLIED[scope] ?? []));
  }
  return all;
}

/** The scopes without those that others imply: how Bitbucket writes the `scope` of a token. */
export function compress(scopes: readonly string[]): string[] {
  return [...new Set(scopes)].filter(
    (scope) => !scopes.some((other) => other !== scope && closure([other]).has(scope)),
  );
}

/** What a scope lets the consumer do, in the words of the authorise page. */
export const SCOPE_WORDS: Record<string, string> = {
  account: 'Read your account information',
  email: 'Read your email addresses',
  team: 'Read your workspace memberships',
  'team:write': 'Read and change your workspace memberships',
  project: 'Read your projects and their repositories',
  'project:admin': 'Administer your projects',
  repository: 'Read your repositories',
  'repository:write': 'Read and change your repositories',
  'repository:admin': 'Administer your repositories',
  'repository:delete': 'Delete your repositories',
  pullrequest: 'Read your repositories and their pull requests',
  'pullrequest:write': 'Read and change your repositories and their pull requests',
  webhook: 'Read and change your repositories’ webhooks',
};
