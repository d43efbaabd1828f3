import { own } from '@amplication/foundation';
/**
 * What each scope implies. Bitbucket lists only the strongest ones that it granted, so a check must work on the closure.
 * https://developer.atlassian.com/cloud/bitbucket/bitbucket-cloud-rest-api-scopes ; `account:write`, `team` and
 * `project:write` are older names that live tokens still carry. The `:admin` scopes imply nothing.
 */
const IMPLIED: Readonly<Record<string, readonly string[]>> = {
  'account:write': ['account'],
  'team:write': ['team'],
  project: ['repository'],
  'project:write': ['project'],
  'repository:write': ['repository'],
  pullrequest: ['repository'],
  'pullrequest:write': ['pullrequest', 'repository:write'],
};

/** Scopes in the words of the form on which an OAuth consumer is made. */
const WORDS: Readonly<Record<string, string>> = {
  account: 'Account: Read',
  'account:write': 'Account: Write',
  email: 'Account: Email',
  team: 'Workspace membership: Read',
  'team:write': 'Workspace membership: Write',
  project: 'Projects: Read',
  'project:write': 'Projects: Write',
  'project:admin': 'Projects: Admin',
  repository: 'Repositories: Read',
  'repository:write': 'Repositories: Write',
  'repository:admin': 'Repositories: Admin',
  'repository:delete': 'Repositories: Delete',
  pullrequest: 'Pull requests: Read',
  'pullrequest:write': 'Pull requests: Write',
  webhook: 'Webhooks: Read and write',
};

/** What the platform needs to connect an account, create a repository, push and open a pull request. */
export const REQUIRED_SCOPES = [
  'account',
  'project',
  'repository',
  'repository:write',
  'repository:admin',
  'pullrequest',
  'pullrequest:write',
  'webhook',
] as const;

/** The given scopes and all that they imply. */
export function scopeClosure(granted: readonly string[]): Set<string> {
  const closure = new Set<string>();
  const open = [...granted];
  for (let scope = open.pop(); scope !== undefined; scope = open.pop()) {
    if (closure.has(scope)) continue;
    closure.add(scope);
    open.push(...(own(IMPLIED, scope) ?? []));
  }
  return closure;
}

/** Those of `required` that the granted scopes do not cover, in the order of `required`. */
export function missingScopes(
  granted: readonly string[],
  required: readonly string[] = REQUIRED_SCOPES,
): string[] {
  const closure = scopeClosure(granted);
  return required.filter((scope) => !closure.has(scope));
}

/** A scope in the words of Bitbucket's consumer form, such as `Pull requests: Write`. */
export function scopeWords(scope: string): string {
  return own(WORDS, scope) ?? scope;
}
