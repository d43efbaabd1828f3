import { BuildCompleted, BuildFailed, BuildProgress, BuildRequested } from './build-events';
import { PullRequestCompleted, PullRequestFailed } from './pull-request-events';

/** One kind of event: its topic, what keys it, who sends it and who reads it. */
export interface Topic<Body extends object = object> {
  readonly name: string;
  /** In words, for the documentation. */
  readonly key: string;
  readonly keyOf: (body: Body) => string;
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly body: new () => Body;
  readonly purpose: string;
}

const topic = <Body extends object>(definition: Topic<Body>): Topic<Body> => definition;

const SERVER = 'amplication-server';
const BUILD_MANAGER = 'amplication-build-manager';
const WORKER = 'amplication-git-pull-request-service';

export const BUILD_REQUESTED = topic({
  name: 'build.requested.v1',
  key: 'resourceId',
  keyOf: (body: BuildRequested) => body.resourceId,
  from: [SERVER],
  to: [BUILD_MANAGER],
  body: BuildRequested,
  purpose: 'A user asked for a build.',
});
export const BUILD_COMPLETED = topic({
  name: 'build.completed.v1',
  key: 'Bitbucket repository uuid, or resourceId without a target',
  keyOf: (body: BuildCompleted) => body.target?.repositoryUuid ?? body.resourceId,
  from: [BUILD_MANAGER],
  to: [WORKER, SERVER],
  body: BuildCompleted,
  purpose: 'The files of a build are in the artifact store.',
});
export const BUILD_FAILED = topic({
  name: 'build.failed.v1',
  key: 'resourceId',
  keyOf: (body: BuildFailed) => body.resourceId,
  from: [BUILD_MANAGER],
  to: [SERVER],
  body: BuildFailed,
  purpose: 'The files of a build could not be generated.',
});
export const BUILD_PROGRESS = topic({
  name: 'build.progress.v1',
  key: 'buildId',
  keyOf: (body: BuildProgress) => body.buildId,
  from: [BUILD_MANAGER, WORKER],
  to: [SERVER],
  body: BuildProgress,
  purpose: 'A line of a build log. Sent directly, not through the outbox: losing one does no harm.',
});
export const PULL_REQUEST_COMPLETED = topic({
  name: 'pull-request.completed.v1',
  key: 'Bitbucket repository uuid',
  keyOf: (body: PullRequestCompleted) => body.repositoryUuid,
  from: [WORKER],
  to: [SERVER],
  body: PullRequestCompleted,
  purpose: 'A build has arrived in Bitbucket, or needed not to.',
});
export const PULL_REQUEST_FAILED = topic({
  name: 'pull-request.failed.v1',
  key: 'Bitbucket repository uuid',
  keyOf: (body: PullRequestFailed) => body.repositoryUuid,
  from: [WORKER],
  to: [SERVER],
  body: PullRequestFailed,
  purpose: 'A build did not arrive in Bitbucket; `action` says who must act.',
});

/** Every topic of the platform. `<name>.dlq` holds what did not validate. */
export const TOPICS = [
  BUILD_REQUESTED,
  BUILD_COMPLETED,
  BUILD_FAILED,
  BUILD_PROGRESS,
  PULL_REQUEST_COMPLETED,
  PULL_REQUEST_FAILED,
] as const;

/** The dead-letter topic of a topic. */
export function deadLetterTopic(name: string): string {
  return `${name}.dlq`;
}
