import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  IsUrl,
  IsUUID,
  Matches,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { ERROR_ACTIONS, type ErrorAction } from '../errors/error-action';
import { ERROR_CODES, type ErrorCode } from '../errors/error-catalogue';
import { BITBUCKET_UUID, BuildReference } from './parts';

/** How many files a build added, updated and so on: the rows of the merge table. */
export class ReportCounts {
  @IsInt() @Min(0) added!: number;
  @IsInt() @Min(0) updated!: number;
  @IsInt() @Min(0) merged!: number;
  @IsInt() @Min(0) keptYours!: number;
  @IsInt() @Min(0) conflicts!: number;
  @IsInt() @Min(0) deleted!: number;
  @IsInt() @Min(0) deletedByYou!: number;
  @IsInt() @Min(0) ignored!: number;
  @IsInt() @Min(0) moved!: number;
  @IsInt() @Min(0) unchanged!: number;
}

export const PULL_REQUEST_OUTCOMES = ['created', 'updated', 'unchanged', 'superseded'] as const;
export type PullRequestOutcome = (typeof PULL_REQUEST_OUTCOMES)[number];

/** Where a repository is and what it is called, by its uuid. */
export class RepositoryFacts {
  @Matches(BITBUCKET_UUID) bitbucketWorkspaceUuid!: string;
  @IsNotEmpty() @IsString() bitbucketWorkspaceSlug!: string;
  @IsNotEmpty() @IsString() repositorySlug!: string;
  @IsNotEmpty() @IsString() name!: string;
  @IsUrl({ require_tld: false, require_protocol: true, protocols: ['http', 'https'] }) url!: string;
}

/** A build has arrived in Bitbucket, or needed not to. */
export class PullRequestCompleted extends BuildReference {
  @IsUUID() connectionId!: string;
  @Matches(BITBUCKET_UUID) repositoryUuid!: string;
  @IsIn(PULL_REQUEST_OUTCOMES) outcome!: PullRequestOutcome;
  /** Absent when there is no pull request: nothing changed and none is open, or superseded. */
  @IsOptional() @IsInt() @Min(1) number?: number;
  @IsOptional()
  @IsUrl({ require_tld: false, require_protocol: true, protocols: ['http', 'https'] })
  url?: string;
  @IsOptional() @Matches(/^[0-9a-f]{40}$/) commitSha?: string;
  @IsObject() @ValidateNested() @Type(() => ReportCounts) counts!: ReportCounts;
  /** Paths whose conflicts a person should look at; at most 100. */
  @IsArray() @ArrayMaxSize(100) @IsString({ each: true }) conflicts!: string[];
  /** Given when the repository is no longer where the build expected it. */
  @IsOptional() @IsObject() @ValidateNested() @Type(() => RepositoryFacts) repository?: RepositoryFacts;
  /** The whole report, as Markdown without HTML, for the build's page. */
  @IsOptional() @IsString() @MaxLength(500_000) report?: string;
}

/** A build did not arrive in Bitbucket. */
export class PullRequestFailed extends BuildReference {
  @IsUUID() connectionId!: string;
  @Matches(BITBUCKET_UUID) repositoryUuid!: string;
  @IsIn(ERROR_CODES) code!: ErrorCode;
  @IsObject() params!: Record<string, unknown>;
  @IsNotEmpty() @MaxLength(10_000) @IsString() message!: string;
  @IsIn(ERROR_ACTIONS) action!: ErrorAction;
}
