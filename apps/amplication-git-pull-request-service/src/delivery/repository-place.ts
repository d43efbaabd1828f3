import {
  type BitbucketApi,
  type BitbucketRepository,
  byUuid,
  type RepositoryReference,
} from '@amplication/bitbucket-client';
import type { Target } from '@amplication/contracts';

export interface PlaceOptions {
  repositories: Pick<BitbucketApi['repositories'], 'get'>;
  uuid: string;
  /** Where it was when we last knew. */
  known: Pick<Target, 'bitbucketWorkspaceSlug' | 'repositorySlug'>;
  /** Called when it turns out to be elsewhere, with both full names. */
  onMoved(from: string, to: string): Promise<void>;
  signal: AbortSignal;
}

/**
 * A repository and where it is. The repository is its uuid, by which REST finds it under any name and in any Bitbucket
 * workspace. Its full name (`workspace/slug`), by which git finds it, is only where it was when last seen.
 */
export class RepositoryPlace {
  private name: string;
  private found: BitbucketRepository | null = null;

  constructor(private readonly options: PlaceOptions) {
    const { bitbucketWorkspaceSlug, repositorySlug } = options.known;
    this.name = `${bitbucketWorkspaceSlug}/${repositorySlug}`;
  }

  /** For REST. */
  get reference(): RepositoryReference {
    return byUuid(this.options.uuid);
  }

  /** `workspace/slug`, as last seen. */
  get fullName(): string {
    return this.name;
  }

  /** The repository as it is now, if it is no longer where it was known to be. */
  get moved(): BitbucketRepository | null {
    return this.found;
  }

  /** Asks where it is: one REST request. Rejects with `REPOSITORY_GONE`. */
  async locate(): Promise<BitbucketRepository> {
    const { repositories, signal, onMoved } = this.options;
    const { workspace, repo } = this.reference;
    const repository = await repositories.get(workspace, repo, { signal });
    if (repository.fullName !== this.name) {
      const from = this.name;
      this.name = repository.fullName;
      this.found = repository;
      await onMoved(from, this.name);
    }
    return repository;
  }

  /** Takes note of the full name that Bitbucket has given with something else; asks where it is if that is news. */
  async see(fullName: string | null | undefined): Promise<void> {
    if (typeof fullName === 'string' && fullName !== this.name) await this.locate();
  }
}
