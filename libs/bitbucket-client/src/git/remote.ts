import type { DomainError } from '@amplication/contracts';
import { trimEnd } from '@amplication/foundation';
import { explainGitFailure } from './explain-failure';

/** How git speaks to Bitbucket over HTTPS. No function here puts a token into a URL or an argument. */
export class BitbucketGit {
  private readonly gitUrl: string;

  constructor(gitUrl: string) {
    this.gitUrl = trimEnd(gitUrl, '/');
  }

  /** Remote URL of a repository, by slugs, without credentials. */
  remoteUrl(workspaceSlug: string, repoSlug: string): string {
    return `${this.gitUrl}/${encodeURIComponent(workspaceSlug)}/${encodeURIComponent(repoSlug)}.git`;
  }

  /** Value of the `Authorization` header: Basic with the user `x-token-auth`, the documented form for OAuth tokens. */
  authorizationHeader(accessToken: string): string {
    return `Basic ${Buffer.from(`x-token-auth:${accessToken}`).toString('base64')}`;
  }

  /** Environment that gives git the credentials for this Bitbucket and for no other host. */
  credentialEnvironment(accessToken: string): Record<string, string> {
    return {
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: `http.${this.gitUrl}/.extraHeader`,
      GIT_CONFIG_VALUE_0: `Authorization: ${this.authorizationHeader(accessToken)}`,
    };
  }

  /** What git's error text means: see `explainGitFailure`. */
  explainFailure(stderr: string): DomainError {
    return explainGitFailure(stderr);
  }
}
