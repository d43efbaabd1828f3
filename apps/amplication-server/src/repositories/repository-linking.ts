import type { BitbucketApi, BitbucketRepository, RepositoryReference } from '@amplication/bitbucket-client';
import { DomainError } from '@amplication/contracts';
import { DATABASE, type Database, isUniqueViolation } from '@amplication/database';
import { InvalidRequest } from '@amplication/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import type { Access } from '../access/access.decorator';
import { ServerEnv } from '../platform/server-env';
import type { CheckedSettings } from './link-settings';
import type { RemoteRepository } from './remote-repositories';
import { RepositoriesRepository } from './repositories.repository';
import { chooseWorkBranch, workBranchStem } from './work-branch';

/** Of an empty repository, whose first branch is still to be made. */
const FIRST_BRANCH = 'main';

interface Linking {
  resourceId: string;
  remote: RemoteRepository;
  settings: CheckedSettings;
  createdByUs: boolean;
}

interface BranchChoice {
  slug: string;
  /** The branch that the resource has or had in this repository. */
  own: string | null;
  /** Branches of the repository that could stand in the way. */
  inRemote: string[];
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
    await requireBaseBranch(remote.api, reference, { repository: remote.repository, baseBranch });
    const branches = await this.branches(access.workspaceId, linking, reference);
    try {
      await this.store(access, linking, { ...branches, baseBranch });
    } catch (error) {
      throw rootTaken(error, settings.rootDirectory) ?? error;
    }
  }

  /** What the choice of a work branch needs and the database does not lock. */
  private async branches(
    workspaceId: string,
    { resourceId, remote }: Linking,
    reference: RepositoryReference,
  ): Promise<BranchChoice> {
    const { uuid } = remote.repository;
    const slug = await this.repositories.resourceSlug(resourceId);
    if (slug === null) throw new DomainError('NOT_FOUND');
    const link = await this.repositories.findLink(workspaceId, resourceId);
    // Once chosen it stays, also when the same repository is linked again later.
    if (link?.repositoryUuid === uuid) return { slug, own: link.workBranch, inRemote: [] };
    const inRemote: string[] = [];
    for await (const { name } of remote.api.branches.list(reference, { query: workBranchStem(slug) }))
      inRemote.push(name);
    return { slug, own: await this.repositories.formerWorkBranch(resourceId, uuid), inRemote };
  }

  private store(
    { workspaceId, accountId }: Access,
    { resourceId, remote, settings, createdByUs }: Linking,
    { slug, own, inRemote, baseBranch }: BranchChoice & { baseBranch: string },
  ): Promise<void> {
    const { bitbucketWorkspace, repository, connectionId } = remote;
    const key = { siteUrl: this.env.BITBUCKET_SITE_URL, repositoryUuid: repository.uuid };
    return this.db.transaction(async (tx) => {
      await this.repositories.lockRemote(tx, key);
      const others = await this.repositories.workBranches(tx, key, resourceId);
      const isFree = own !== null && !others.includes(own);
      const workBranch = isFree ? own : chooseWorkBranch(slug, [...others, ...inRemote]);
      refuseWorkBranch(baseBranch, workBranch);
      const repositoryId = await this.repositories.upsert(tx, {
        ...key,
        workspaceId,
        connectionId,
        bitbucketWorkspaceUuid: bitbucketWorkspace.uuid,
        bitbucketWorkspaceSlug: bitbucketWorkspace.slug,
        repositorySlug: repository.slug,
        name: repository.name,
        htmlUrl: repository.htmlUrl,
        isPrivate: repository.isPrivate,
        createdByUs,
      });
      await this.repositories.putLink(tx, {
        ...key,
        resourceId,
        repositoryId,
        baseBranch,
        workBranch,
        rootDirectory: settings.rootDirectory ?? '',
        conflictStrategy: settings.conflictStrategy ?? 'keep-yours',
        linkedBy: accountId,
      });
    });
  }
}

/** Refuses as base branch the branch that builds are pushed to. */
export function refuseWorkBranch(baseBranch: string, workBranch: string): void {
  if (baseBranch !== workBranch) return;
  throw new InvalidRequest([
    {
      path: 'baseBranch',
      message: `baseBranch must not be ${workBranch}, the branch that builds are pushed to`,
    },
  ]);
}

/** Refuses a base branch that is not there. In an empty repository none is: the first build makes it. */
export async function requireBaseBranch(
  api: BitbucketApi,
  reference: RepositoryReference,
  { repository, baseBranch }: { repository: BitbucketRepository; baseBranch: string },
): Promise<void> {
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
  return new DomainError('ROOT_OWNED_BY_OTHER_RESOURCE', {
    params: { rootDirectory },
    cause: error,
  });
}
