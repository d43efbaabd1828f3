import { ARTIFACTS, type ArtifactStore } from '@amplication/artifacts';
import {
  BITBUCKET_CLIENT,
  type BitbucketClient,
  type PullRequest,
  sameCommit,
} from '@amplication/bitbucket-client';
import { DomainError } from '@amplication/contracts';
import { type Database, DATABASE } from '@amplication/database';
import { GENERATOR_VERSION } from '@amplication/data-service-generator';
import { GitConnections } from '@amplication/git-connections';
import { type GeneratedFile, GitSync, type SyncRequest, type SyncResult } from '@amplication/git-sync';
import { Inject, Injectable } from '@nestjs/common';
import { WorkerEnv } from '../config';
import type { DeliveryContext } from '../delivery/delivery-context';
import { type Delivery, deliveryRecord } from '../delivery/delivery-job';
import type { PushedFacts } from '../delivery/delivery-steps';
import type { BranchPullRequest } from '../pull-request/branch-pull-request';
import { DeliveryTargets } from '../target/delivery-targets';
import { confirmTips } from './fetched-tips';
import { PushHistory } from './push-history';

/** Brings the files of a build onto the work branch. */
@Injectable()
export class BranchPush {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly sync: GitSync,
    @Inject(ARTIFACTS) private readonly artifacts: ArtifactStore,
    @Inject(BITBUCKET_CLIENT) private readonly client: BitbucketClient,
    private readonly connections: GitConnections,
    private readonly history: PushHistory,
    private readonly targets: DeliveryTargets,
    private readonly env: WorkerEnv,
  ) {}

  private get author() {
    return { name: this.env.COMMIT_AUTHOR_NAME, email: this.env.COMMIT_AUTHOR_EMAIL };
  }

  /** Pushes, or finds that an earlier run did or that nothing changed, and records which. */
  async run(context: DeliveryContext, pullRequest: BranchPullRequest): Promise<SyncResult> {
    const { job, delivery } = context;
    const result = await this.sync.run(await this.request(context, pullRequest));
    const { outcome, commit, needsNewPullRequest, report } = result;
    const pushed: PushedFacts = { outcome, commit, needsNewPullRequest, report };
    // A build that changed nothing counts as well: an older one must not be put on top of it.
    await this.db.transaction(async (tx) => {
      await this.history.remember(tx, delivery, commit);
      await job.record('pushed', { pushed }, tx);
    });
    return result;
  }

  private async request(context: DeliveryContext, pullRequest: BranchPullRequest): Promise<SyncRequest> {
    const { job, delivery, target, place } = context;
    const { workspaceId, resourceId, resourceName, buildId, commit } = delivery;
    const { baseBranch, workBranch, rootDirectory } = delivery.target;
    const pushing = deliveryRecord(job).pushing ?? (await this.history.begunByEarlierAttempt(delivery));
    let sent = pushing?.report ?? null;
    let pushedCommit: string | null = null;
    return {
      repository: {
        uuid: delivery.target.repositoryUuid,
        url: this.url(context),
      },
      locate: async () => {
        await place.locate();
        return this.url(context);
      },
      confirmTips: (tips) => confirmTips(context, pullRequest.newest, tips),
      startRepository: (files) => this.startRepository(context, files),
      authorization: this.authorization(context),
      resourceId,
      resourceName,
      generatorVersion: GENERATOR_VERSION,
      baseBranch,
      workBranch,
      rootDirectory,
      previousRootDirectory: await this.history.lastRootDirectory(delivery),
      files: await this.files(delivery),
      blobs: {
        read: (blob) => this.artifacts.getBlob(workspaceId, blob),
        keep: (bytes) => this.artifacts.putBlob(workspaceId, bytes),
      },
      generatedAs: this.history.generatedFiles(delivery),
      pullRequest: pullRequest.isKnown ? pullRequest.state : null,
      lookUpPullRequest: async () => {
        // The request that brings the pull request up to date also says whether it is still open.
        if (!(await pullRequest.update(sent))) await pullRequest.refresh();
        await this.assertShown(context, pullRequest.newest, pushedCommit);
        return pullRequest.state;
      },
      strategy: target.strategy,
      commit: { ...commit, author: this.author, date: new Date(delivery.requestedAt), buildId },
      pushing,
      beforePush: async (step) => {
        sent = step.report;
        pushedCommit = step.commit;
        await this.db.transaction(async (tx) => {
          await this.targets.hold(tx, delivery);
          await job.record('pushing', { pushing: step }, tx);
        });
      },
      assertHeld: () => job.assertHeld(),
      signal: job.signal,
      timeoutMs: this.env.GIT_TIMEOUT_MS,
    };
  }

  /**
   * Throws `REPOSITORY_REPLACED` if the pushed commit is not in the repository: another one with the same tips must
   * have taken its name in the very moment of the push. For when Bitbucket does not show what was pushed.
   */
  async assertArrived({ api, place, delivery, job }: DeliveryContext, commit: string | null): Promise<void> {
    if (commit === null) return;
    const { fullName: pushedTo } = place;
    const { workBranch } = delivery.target;
    const branch = await api.branches.get(place.reference, workBranch, { signal: job.signal });
    if (branch?.target === commit) return;
    await place.locate();
    if (place.fullName === pushedTo) return;
    throw new DomainError('REPOSITORY_REPLACED', { params: { pushedTo, commit } });
  }

  /** An open pull request most often shows what was pushed, which is all there is to ask. */
  private async assertShown(
    context: DeliveryContext,
    pullRequest: PullRequest | null,
    commit: string | null,
  ): Promise<void> {
    if (pullRequest?.state === 'OPEN' && !sameCommit(pullRequest.sourceCommit, commit))
      await this.assertArrived(context, commit);
  }

  private url({ place }: DeliveryContext): string {
    const [workspace = '', slug = ''] = place.fullName.split('/');
    return this.client.git.remoteUrl(workspace, slug);
  }

  /** Over REST, which takes the uuid. A run before this one, or a person, may have been first. */
  private async startRepository(
    { api, place, delivery, job }: DeliveryContext,
    files: ReadonlyMap<string, Buffer>,
  ): Promise<void> {
    const { mainBranch } = await place.locate();
    if (mainBranch !== null) return;
    await this.db.transaction((tx) => this.targets.hold(tx, delivery));
    const { name, email } = this.author;
    const commit = {
      message: 'Start the repository',
      author: `${name} <${email}>`,
      branch: delivery.target.baseBranch,
      files,
    };
    await api.source.commit(place.reference, commit, { signal: job.signal });
  }

  private async files({ workspaceId, artifact }: Delivery): Promise<Map<string, GeneratedFile>> {
    const stored = await this.artifacts.getArtifact(workspaceId, artifact.id);
    if (stored === null) throw new DomainError('ARTIFACT_MISSING');
    return new Map(stored.files.map(({ path, size: _, ...file }) => [path, file]));
  }

  /** Remembers the token that it gave last: to renew is said of that one, whatever other calls have got since. */
  private authorization({ job, delivery }: DeliveryContext): SyncRequest['authorization'] {
    let token: string | undefined;
    return async ({ renew = false } = {}) => {
      const refused = renew ? token : undefined;
      token = await this.connections.accessToken(delivery.target.connectionId, {
        refused,
        signal: job.signal,
      });
      return this.client.git.authorizationHeader(token);
    };
  }
}
