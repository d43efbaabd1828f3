// class-transformer's @Type reads metadata while the classes below are defined.
import 'reflect-metadata';

export { branchNameProblem } from './branch-name';
export { isId, newId } from './ids';
export { ERROR_ACTIONS, type ErrorAction } from './errors/error-action';
export { ERROR_CATALOGUE, ERROR_CODES, type ErrorCode, isErrorCode } from './errors/error-catalogue';
export { DomainError, type ErrorParams } from './errors/domain-error';
export {
  ArtifactReference,
  BITBUCKET_UUID,
  BuildBody,
  BuildReference,
  CommitText,
  Target,
} from './events/parts';
export {
  BUILD_STEPS,
  BuildCompleted,
  BuildFailed,
  BuildProgress,
  BuildRequested,
  type BuildStepName,
  LOG_LEVELS,
  type LogLevel,
} from './events/build-events';
export {
  PULL_REQUEST_OUTCOMES,
  PullRequestCompleted,
  RepositoryFacts,
  PullRequestFailed,
  type PullRequestOutcome,
  ReportCounts,
} from './events/pull-request-events';
export {
  BUILD_COMPLETED,
  BUILD_FAILED,
  BUILD_PROGRESS,
  BUILD_REQUESTED,
  deadLetterTopic,
  PULL_REQUEST_COMPLETED,
  PULL_REQUEST_FAILED,
  type Topic,
  TOPICS,
} from './events/catalogue';
