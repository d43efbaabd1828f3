import {
  type BitbucketApi,
  BitbucketError,
  type BitbucketRepository,
  isSlug,
  MAX_SLUG_LENGTH,
  slugify,
} from '@amplication/bitbucket-client';
import { DomainError } from '@amplication/contracts';
import { GitConnections } from '@amplication/git-connections';
import { InvalidRequest } from '@amplication/service-kit';
import { Injectable } from '@nestjs/common';
import { ConnectionsService } from '../connections/connections.service';
import type { ConnectRepository, CreateRepository } from './repositories.dto';

/** A repository at Bitbucket, with the account through which we see it. */
export interface RemoteRepository {
  api: BitbucketApi;
  connectionId: string;
  bitbucketWorkspace: { uuid: string; slug: string };
  repository: BitbucketRepository;
}

/** Finds and creates repositories at Bitbucket. Stores nothing. */
@Injectable()
export class RemoteRepositories {
  constructor(
    private readonly connections: ConnectionsService,
    private readonly gitConnections: GitConnections,
  ) {}

  /** A repository that builds can be pushed to: it exists, is git, and this account may write to it. */
  async find(workspaceId: string, wanted: ConnectRepository): Promise<RemoteRepository> {
    const { connectionId } = wanted;
    const api = await this.api(workspaceId, connectionId);
    const [bitbucketWorkspace, repository] = await Promise.all([
      api.workspaces.get(wanted.bitbucketWorkspace),
      api.repositories.get(wanted.bitbucketWorkspace, wanted.repository).catch(hidden),
    ]);
    const params = { repository: repository.fullName };
    if (repository.scm !== 'git') throw new DomainError('REPOSITORY_NOT_GIT', { params });
    const permission = await api.repositories.permission(bitbucketWorkspace.slug, repository.uuid);
    if (permission !== 'admin' && permission !== 'write')
      throw new DomainError('REPOSITORY_NOT_WRITABLE', { params });
    return { api, connectionId, bitbucketWorkspace, repository };
  }

  /** Creates a git repository under the slug that Bitbucket makes of its name. */
  async create(workspaceId: string, wanted: CreateRepository): Promise<RemoteRepository> {
    const { connectionId, name, isPrivate, projectKey, description } = wanted;
    const slug = slugify(name);
    if (!isSlug(slug))
      throw new InvalidRequest([
        {
          path: 'name',
          message: `name must have at least one letter or digit and at most ${MAX_SLUG_LENGTH} characters`,
        },
      ]);
    const api = await this.api(workspaceId, connectionId);
    const bitbucketWorkspace = await api.workspaces.get(wanted.bitbucketWorkspace);
    const repository = await api.repositories.create(bitbucketWorkspace.slug, {
      ...{ name, slug, isPrivate },
      ...(projectKey === undefined ? {} : { projectKey }),
      ...(description === undefined ? {} : { description }),
    });
    return { api, connectionId, bitbucketWorkspace, repository };
  }

  async api(workspaceId: string, connectionId: string): Promise<BitbucketApi> {
    await this.connections.requireUsable(workspaceId, connectionId);
    return this.gitConnections.api(connectionId);
  }
}

/** Bitbucket answers 403 for a private repository that the account may not see: for the user it is not there. */
function hidden(error: unknown): never {
  if (error instanceof BitbucketError && error.status === 403 && error.code === 'BITBUCKET_REFUSED')
    throw new DomainError('REPOSITORY_GONE', { cause: error });
  throw error;
}
