import { Type } from 'class-transformer';
import {
  IsInt,
  IsISO8601,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';

/** Bitbucket's uuids keep their braces. */
export const BITBUCKET_UUID = /^\{[0-9a-f-]{36}\}$/;

/** Where a build is to arrive. Carries no token: the worker asks `GitConnections` with `connectionId`. */
export class Target {
  @IsUUID() connectionId!: string;
  /** Id of our row that links the resource's Bitbucket repository. */
  @IsUUID() repositoryId!: string;
  @Matches(BITBUCKET_UUID) bitbucketWorkspaceUuid!: string;
  @IsNotEmpty() @IsString() bitbucketWorkspaceSlug!: string;
  @Matches(BITBUCKET_UUID) repositoryUuid!: string;
  @IsNotEmpty() @IsString() repositorySlug!: string;
  @IsNotEmpty() @MaxLength(255) @IsString() baseBranch!: string;
  @IsNotEmpty() @MaxLength(255) @IsString() workBranch!: string;
  /** Folder of the repository that receives the code; '' is the root. No leading or trailing slash. */
  @MaxLength(1024) @IsString() rootDirectory!: string;
}

/** What the user said of a build. */
export class CommitText {
  @IsNotEmpty() @MaxLength(255) @IsString() title!: string;
  @MaxLength(10_000) @IsString() body!: string;
}

/** What every event about one build says first. */
export class BuildReference {
  @IsUUID() buildId!: string;
  /** Counts the tries of one build, from 1. */
  @IsInt() @Min(1) attempt!: number;
}

export class BuildBody extends BuildReference {
  /** Counts the builds of one resource, from 1. */
  @IsInt() @Min(1) sequence!: number;
  @IsUUID() workspaceId!: string;
  @IsUUID() resourceId!: string;
  /** Name of the modelled service, as shown to people. */
  @IsNotEmpty() @MaxLength(255) @IsString() resourceName!: string;
  /** Id of the model's snapshot in the artifact store. */
  @IsNotEmpty() @MaxLength(255) @IsString() modelSnapshotId!: string;
  @IsOptional() @IsObject() @ValidateNested() @Type(() => Target) target?: Target;
  @IsObject() @ValidateNested() @Type(() => CommitText) commit!: CommitText;
  /** ISO 8601; author date of the commit, so that the same build gives the same commit. */
  @IsISO8601() requestedAt!: string;
}

export class ArtifactReference {
  @IsNotEmpty() @MaxLength(255) @IsString() id!: string;
  @IsInt() @Min(0) fileCount!: number;
}
