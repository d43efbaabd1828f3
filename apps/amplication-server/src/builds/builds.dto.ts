import {
  BUILD_STEPS,
  type BuildStepName,
  ERROR_ACTIONS,
  ERROR_CODES,
  type ErrorAction,
  type ErrorCode,
  LOG_LEVELS,
  type LogLevel,
} from '@amplication/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsString, Length, MaxLength } from 'class-validator';
import { BuildBrief } from '../running-builds/build-brief.dto';
import { STEP_STATUSES, type StepStatus } from './state/build-steps';
import { Optional } from '../http/optional';
import { CountedPage } from '../http/page';
import { PersonView } from '../http/person.dto';

export class StartBuild {
  @ApiPropertyOptional({ maxLength: 255, description: 'Title of the commit and of the pull request.' })
  @Optional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value))
  @IsString()
  @Length(1, 255)
  title?: string;

  @ApiPropertyOptional({ maxLength: 10_000, description: 'What follows below the title.' })
  @Optional()
  @IsString()
  @MaxLength(10_000)
  body?: string;
}

export class StepView {
  @ApiProperty({ enum: BUILD_STEPS, enumName: 'BuildStepName' }) name!: BuildStepName;
  @ApiProperty({ enum: STEP_STATUSES, enumName: 'StepStatus' }) status!: StepStatus;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) startedAt!: Date | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) finishedAt!: Date | null;
}

export class BuildErrorView {
  @ApiProperty({ enum: ERROR_CODES, enumName: 'ErrorCode' }) code!: ErrorCode;
  @ApiProperty() message!: string;
  @ApiProperty({ enum: ERROR_ACTIONS, enumName: 'ErrorAction' }) action!: ErrorAction;
  @ApiProperty({ type: 'object', additionalProperties: true }) params!: Record<string, unknown>;
}

/** Where a build goes, as it was when the attempt began. */
export class TargetView {
  @ApiProperty({ format: 'uuid' }) connectionId!: string;
  @ApiProperty({ format: 'uuid' }) repositoryId!: string;
  @ApiProperty() bitbucketWorkspaceSlug!: string;
  @ApiProperty() repositorySlug!: string;
  @ApiProperty() baseBranch!: string;
  @ApiProperty() workBranch!: string;
  @ApiProperty({ description: 'Folder of the repository; empty for its root.' }) rootDirectory!: string;
}

export const PULL_REQUEST_STATES = ['OPEN', 'MERGED', 'DECLINED', 'SUPERSEDED'] as const;
export type PullRequestStateName = (typeof PULL_REQUEST_STATES)[number];

/** A pull request, with the last state that Bitbucket reported. */
export class PullRequestView {
  @ApiProperty() number!: number;
  @ApiProperty({ format: 'uri' }) url!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ enum: PULL_REQUEST_STATES, enumName: 'PullRequestState' }) state!: PullRequestStateName;
  @ApiProperty({ type: String, format: 'date-time', description: 'When Bitbucket reported the state.' })
  checkedAt!: Date;
  @ApiProperty({ description: 'Bitbucket could not be reached: the state may be out of date.' })
  stale!: boolean;
}

/** How many files of the branch a build added, updated and so on. */
export class ReportCountsView {
  @ApiProperty() added!: number;
  @ApiProperty() updated!: number;
  @ApiProperty() merged!: number;
  @ApiProperty() keptYours!: number;
  @ApiProperty() conflicts!: number;
  @ApiProperty() deleted!: number;
  @ApiProperty() deletedByYou!: number;
  @ApiProperty() ignored!: number;
  @ApiProperty() moved!: number;
  @ApiProperty() unchanged!: number;
}

/** What the build did to the files of the branch. */
export class BuildReportView {
  @ApiProperty({ type: ReportCountsView, nullable: true }) counts!: ReportCountsView | null;
  @ApiProperty({ type: [String], description: 'Files whose conflicts a person should look at; at most 100.' })
  conflicts!: string[];
  @ApiProperty({ type: String, nullable: true, description: 'The whole report, as Markdown without HTML.' })
  markdown!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The commit on the work branch.' })
  commitSha!: string | null;
}

/** One build in a list. */
export class BuildSummary extends BuildBrief {
  @ApiProperty() resourceName!: string;
  @ApiProperty({ description: 'Counts the tries of the build, from 1.' }) attempt!: number;
  @ApiProperty({ type: BuildErrorView, nullable: true }) error!: BuildErrorView | null;
  @ApiProperty({ type: PullRequestView, nullable: true }) pullRequest!: PullRequestView | null;
  @ApiProperty({ type: PersonView, nullable: true }) requestedBy!: PersonView | null;
}

export class BuildPage extends CountedPage {
  @ApiProperty({ type: [BuildSummary] }) items!: BuildSummary[];
}

/** One build, whole. */
export class BuildView extends BuildSummary {
  @ApiProperty({ format: 'uuid' }) workspaceId!: string;
  @ApiProperty() body!: string;
  @ApiProperty({ description: 'Version of the model that was built.' }) modelVersion!: number;
  @ApiProperty({ type: TargetView, nullable: true, description: 'None: the files are generated only.' })
  target!: TargetView | null;
  @ApiProperty({ type: [StepView], description: 'Of the current attempt, in order.' }) steps!: StepView[];
  @ApiProperty({ type: Number, nullable: true, description: 'Number of generated files; null before.' })
  fileCount!: number | null;
  @ApiProperty() report!: BuildReportView;
  @ApiProperty({
    description: 'The newest event that this answer includes: start the event stream after it.',
  })
  lastEventId!: number;
}

export class LogLineView {
  @ApiProperty({ description: 'Id of the event.' }) id!: number;
  @ApiProperty() attempt!: number;
  @ApiProperty({ enum: BUILD_STEPS, enumName: 'BuildStepName' }) step!: BuildStepName;
  @ApiProperty({ enum: LOG_LEVELS, enumName: 'LogLevel' }) level!: LogLevel;
  @ApiProperty() message!: string;
  @ApiProperty({ type: String, format: 'date-time' }) at!: string;
}

export class LogPage extends CountedPage {
  @ApiProperty({ type: [LogLineView] }) items!: LogLineView[];
}
