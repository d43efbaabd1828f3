import {
  BUILD_COMPLETED,
  BUILD_FAILED,
  BUILD_PROGRESS,
  BuildCompleted,
  BuildFailed,
  BuildProgress,
  type BuildReference,
  ERROR_CATALOGUE,
  PULL_REQUEST_COMPLETED,
  PULL_REQUEST_FAILED,
  PullRequestCompleted,
  PullRequestFailed,
} from '@amplication/contracts';
import { type EventContext, OnEvent } from '@amplication/messaging';
import { Injectable } from '@nestjs/common';
import type { BuildEvent } from '../state/build-event';
import { BuildState } from '../state/build-state';
import type { Build } from '../state/build-state.repository';
import { readTarget } from '../requests/build-target';
import { PullRequestsRepository } from '../pull-requests/pull-requests.repository';
import { RepositoryPlaces } from '../../repositories/places/repository-places.repository';

/**
 * What the other services report of builds. Events may come twice, late and in any order: each handler asks the build's
 * row, never what came before.
 */
@Injectable()
export class BuildResults {
  constructor(
    private readonly state: BuildState,
    private readonly pullRequests: PullRequestsRepository,
    private readonly places: RepositoryPlaces,
  ) {}

  @OnEvent(BUILD_PROGRESS)
  async onProgress(body: BuildProgress, context: EventContext): Promise<void> {
    const build = await this.current(body, context);
    if (build) await this.state.progress(context.tx, build, body);
  }

  @OnEvent(BUILD_COMPLETED)
  async onGenerated(body: BuildCompleted, context: EventContext): Promise<void> {
    const build = await this.current(body, context);
    if (build) await this.state.generated(context.tx, build, body.artifact);
  }

  @OnEvent(BUILD_FAILED)
  async onGenerationFailed(body: BuildFailed, context: EventContext): Promise<void> {
    const { code, message, params } = body;
    const { action } = ERROR_CATALOGUE[code];
    const build = await this.current(body, context);
    if (build) await this.state.fail(context.tx, build, { code, message, params, action }, 'generate');
  }

  @OnEvent(PULL_REQUEST_COMPLETED)
  async onPullRequest(body: PullRequestCompleted, context: EventContext): Promise<void> {
    const build = await this.current(body, context);
    // Delivered again, it must not reopen a pull request that was merged meanwhile.
    if (!build || build.status === 'completed') return;
    await this.recordPlace(body, build, context);
    const pullRequest = await this.recordPullRequest(body, build, context);
    await this.state.complete(context.tx, build, {
      outcome: body.outcome,
      change: {
        pullRequestNumber: body.number ?? null,
        pullRequestUrl: body.url ?? null,
        commitSha: body.commitSha ?? null,
        counts: body.counts,
        conflicts: body.conflicts,
        report: body.report ?? null,
      },
      events: pullRequest ? [pullRequest] : [],
    });
  }

  @OnEvent(PULL_REQUEST_FAILED)
  async onPullRequestFailed(body: PullRequestFailed, context: EventContext): Promise<void> {
    const { code, message, params, action } = body;
    const build = await this.current(body, context);
    if (build) await this.state.fail(context.tx, build, { code, message, params, action });
  }

  /** The worker has found the repository elsewhere. */
  private async recordPlace(
    { repository, repositoryUuid }: PullRequestCompleted,
    build: Build,
    { tx }: EventContext,
  ): Promise<void> {
    const target = readTarget(build.target);
    if (!target || repository === undefined) return;
    const { url: htmlUrl, ...place } = repository;
    await this.places.record(target.repositoryId, repositoryUuid, { ...place, htmlUrl }, tx);
  }

  private async recordPullRequest(
    { number, url, outcome }: PullRequestCompleted,
    build: Build,
    { tx }: EventContext,
  ): Promise<BuildEvent | null> {
    const target = readTarget(build.target);
    if (!target || number === undefined || url === undefined) return null;
    const { repositoryId } = target;
    // The worker has just opened or updated it; an unchanged one may have been merged long ago.
    const isNews = outcome !== 'unchanged';
    const values = { repositoryId, number, url, title: build.title };
    const state = await this.pullRequests.record(tx, values, isNews);
    return { type: 'pull-request', data: { number, url, state } };
  }

  /** The build, locked, if the event is about its current attempt; older attempts are over. */
  private async current({ buildId, attempt }: BuildReference, context: EventContext): Promise<Build | null> {
    const build = await this.state.lock(context.tx, buildId);
    if (build && build.attempt === attempt) return build;
    context.log.info({ buildId, attempt, current: build?.attempt ?? null }, 'an event of no current build');
    return null;
  }
}
