import type { BitbucketApi, BitbucketRepository, RepositoryReference } from '@amplication/bitbucket-client';
import { DomainError } from '@amplication/contracts';
import { DATABASE, type Database } from '@amplication/database';
import { InvalidRequest } from '@amplication/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import type { Access } from '../access/access.decorator';
import { isUniqueViolation } from '../platform/postgres-errors';
import { ServerEnv } from '../platform/server-env';
import type { CheckedSettings } from './link-settings';
import type { RemoteRepository } from './remote-repositories';
import { RepositoriesRepository } from './repositories.repository';
import { chooseWorkBranch, workBranchStem } from './work-branch';

/** How often another link may take the chosen branch between the look and the write. */
const TRIES = 5;
/** Of an empty repository, whose first branch is still to be made. */
const FIRST_BRANCH = 'main';

interface Linking {
  resourceId: string;
  remote: RemoteRepository;
  settings: CheckedSettings;
  createdByUs: boolean;
}

/** Links a resource to a repository that was checked. */
@Injectable()
export class RepositoryLinking {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly repositories: RepositoriesRepository,
    private readonly env: ServerEnv,
  ) {}

  /**
   * Stores the link, in place of an earlier one. BASE_BRANCH_MISSING, ROOT_OWNED_BY_OTHER_RESOURCE, or
   * InvalidRequest when base branch and work branch would be the same.
   */
  async link(access: Access, linking: Linking): Promise<void> {
    const { remote, settings } = linking;
    const reference = { workspace: remote.bitbucketWorkspace.uuid, repo: remote.repository.uuid };
    const baseBranch = settings.baseBranch ?? remote.repository.mainBranch ?? FIRST_BRANCH;
    for (let tries = 1; ; tries += 1) {
      const workBranch = await this.workBranch(access.workspaceId, linking, reference);
      await requireBaseBranch(remote.api, reference, {
        repository: remote.repository,
        workBranch,
        baseBranch,
      });
      try {
        await this.store(access, linking, { baseBranch, workBranch });
        return;
      } catch (error) {
        const taken = rootTaken(error, settings.rootDirectory ?? '');
        if (taken) throw taken;
        if (tries >= TRIES || !isUniqueViolation(error, 'repository_link_branch')) throw error;
      }
    }
  }

  /** Once chosen it stays, also when the same repository is linked again later. */
  private async workBranch(
    workspaceId: string,
    { resourceId, remote }: Linking,
    reference: RepositoryReference,
  ): Promise<string> {
    const { uuid } = remote.repository;
    const link = await this.repositories.findLink(workspaceId, resourceId);
    if (link?.repositoryUuid === uuid) return link.workBranch;
    const others = await this.repositories.workBranches(workspaceId, uuid, resourceId);
    const former = await this.repositories.formerWorkBranch(resourceId, uuid);
    if (former !== null && !others.includes(former)) return former;
    const slug = await this.repositories.resourceSlug(resourceId);
    if (slug === null) throw new DomainError('NOT_FOUND');
    const taken = [...others];
    for await (const { name } of remote.api.branches.list(reference, { query: workBranchStem(slug) }))
      taken.push(name);
    return chooseWorkBranch(slug, taken);
  }

  private store(
    { workspaceId, accountId }: Access,
    { resourceId, remote, settings, createdByUs }: Linking,
    branches: { baseBranch: string; workBranch: string },
  ): Promise<void> {
    const { bitbucketWorkspace, repository, connectionId } = remote;
    return this.db.transaction(async (tx) => {
      const repositoryId = await this.repositories.upsert(tx, {
        workspaceId,
        connectionId,
        siteUrl: this.env.BITBUCKET_SITE_URL,
        bitbucketWorkspaceUuid: bitbucketWorkspace.uuid,
        bitbucketWorkspaceSlug: bitbucketWorkspace.slug,
        repositoryUuid: repository.uuid,
        repositorySlug: repository.slug,
        name: repository.name,
        htmlUrl: repository.htmlUrl,
        isPrivate: repository.isPrivate,
        createdByUs,
      });
      await this.repositories.putLink(tx, {
        resourceId,
        repositoryId,
        ...branches,
        rootDirectory: settings.rootDirectory ?? '',
        conflictStrategy: settings.conflictStrategy ?? 'keep-yours',
        linkedBy: accountId,
      });
    });
  }
}

/** Refuses a base branch that is not there. In an empty repository none is: the first build makes it. */
export async function requireBaseBranch(
  api: BitbucketApi,
  reference: RepositoryReference,
  given: { repository: BitbucketRepository; baseBranch: string; workBranch: string },
): Promise<void> {
  const { repository, baseBranch, workBranch } = given;
  if (baseBranch === workBranch)
    throw new InvalidRequest([
      {
        path: 'baseBranch',
        message: `baseBranch must not be ${workBranch}, the branch that builds are pushed to`,
      },
    ]);
  if (repository.mainBranch === null || repository.mainBranch === baseBranch) return;
  if (await api.branches.get(reference, baseBranch)) return;
  throw new DomainError(
    'BASE_BRANCH_MISSING',
    `The branch ${baseBranch} does not exist in ${repository.fullName}.`,
    {
      params: { baseBranch, repository: repository.fullName },
    },
  );
}

/** The error for a folder that another service has; null if the failure is another. */
export function rootTaken(error: unknown, rootDirectory = ''): DomainError | null {
  if (!isUniqueViolation(error, 'repository_link_root')) return null;
  return new DomainError('ROOT_OWNED_BY_OTHER_RESOURCE', undefined, {
    params: { rootDirectory },
    cause: error,
  });
}
