import { byUuid } from '@amplication/bitbucket-client';
import { DomainError } from '@amplication/contracts';
import { Injectable } from '@nestjs/common';
import type { Access } from '../access/access.decorator';
import { Billing } from '../billing/billing';
import { WebhookRegistration } from './webhooks/webhook-registration';
import { checkSettings } from './link-settings';
import { RemoteRepositories, type RemoteRepository } from './remote-repositories';
import type {
  ConnectRepository,
  CreateRepository,
  LinkSettings,
  RepositoryLinkView,
} from './repositories.dto';
import { RepositoriesRepository, type StoredLink } from './repositories.repository';
import { refuseWorkBranch, RepositoryLinking, requireBaseBranch, rootTaken } from './repository-linking';

@Injectable()
export class RepositoriesService {
  constructor(
    private readonly repositories: RepositoriesRepository,
    private readonly remotes: RemoteRepositories,
    private readonly linking: RepositoryLinking,
    private readonly billing: Billing,
    private readonly webhooks: WebhookRegistration,
  ) {}

  async get(workspaceId: string, resourceId: string): Promise<RepositoryLinkView> {
    return view(await this.require(workspaceId, resourceId));
  }

  async connect(access: Access, resourceId: string, body: ConnectRepository): Promise<RepositoryLinkView> {
    const settings = checkSettings(body);
    await this.billing.requireBitbucket(access.workspaceId);
    const remote = await this.remotes.find(access.workspaceId, body);
    await this.linking.link(access, { resourceId, remote, settings, createdByUs: false });
    return this.linked(access.workspaceId, resourceId);
  }

  async create(access: Access, resourceId: string, body: CreateRepository): Promise<RepositoryLinkView> {
    const settings = checkSettings(body);
    await this.billing.requireBitbucket(access.workspaceId);
    const remote = await this.remotes.create(access.workspaceId, body);
    try {
      await this.linking.link(access, { resourceId, remote, settings, createdByUs: true });
    } catch (error) {
      throw createdButNotLinked(remote, error);
    }
    return this.linked(access.workspaceId, resourceId);
  }

  async change(workspaceId: string, resourceId: string, body: LinkSettings): Promise<RepositoryLinkView> {
    const settings = checkSettings(body);
    const link = await this.require(workspaceId, resourceId);
    if (settings.baseBranch !== undefined && settings.baseBranch !== link.baseBranch) {
      const api = await this.remotes.api(workspaceId, link.connectionId);
      const { repositoryUuid, workBranch } = link;
      const { workspace, repo } = byUuid(repositoryUuid);
      const repository = await api.repositories.get(workspace, repo);
      const { baseBranch } = settings;
      refuseWorkBranch(baseBranch, workBranch);
      await requireBaseBranch(api, { workspace, repo }, { repository, baseBranch });
    }
    try {
      await this.repositories.changeLink(resourceId, settings);
    } catch (error) {
      throw rootTaken(error, settings.rootDirectory) ?? error;
    }
    return this.get(workspaceId, resourceId);
  }

  async unlink(workspaceId: string, resourceId: string): Promise<void> {
    const { repositoryId } = await this.require(workspaceId, resourceId);
    await this.repositories.deleteLink(resourceId);
    this.webhooks.settleSoon(repositoryId);
  }

  private async linked(workspaceId: string, resourceId: string): Promise<RepositoryLinkView> {
    const link = await this.get(workspaceId, resourceId);
    this.webhooks.settleSoon(link.repositoryId);
    return link;
  }

  private async require(workspaceId: string, resourceId: string): Promise<StoredLink> {
    const link = await this.repositories.findLink(workspaceId, resourceId);
    if (!link) throw new DomainError('NOT_FOUND', 'No repository is linked to this service.');
    return link;
  }
}

function view({ bitbucketWorkspaceUuid: _uuid, siteUrl: _siteUrl, ...link }: StoredLink): RepositoryLinkView {
  return link;
}

/** The repository is there now, and the user must hear of it, whatever went wrong afterwards. */
function createdButNotLinked(
  { repository, bitbucketWorkspace }: RemoteRepository,
  cause: unknown,
): DomainError {
  const known = cause instanceof DomainError ? cause : new DomainError('INTERNAL', { cause });
  return new DomainError(
    known.code,
    `The repository ${repository.fullName} was created, but could not be linked: ${known.message} ` +
      'Connect it as an existing repository.',
    {
      params: {
        ...known.params,
        createdRepository: repository.slug,
        createdRepositoryUuid: repository.uuid,
        createdBitbucketWorkspace: bitbucketWorkspace.slug,
      },
      cause,
    },
  );
}
