import { Type } from 'class-transformer';
import {
  IsIn,
  IsISO8601,
  IsNotEmpty,
  IsObject,
  IsString,
  IsUUID,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { ERROR_CODES, type ErrorCode } from '../errors/error-catalogue';
import { ArtifactReference, BuildBody, BuildReference } from './parts';

/** A user asked for a build. */
export class BuildRequested extends BuildBody {}

/** The generator wrote the files of a build. */
export class BuildCompleted extends BuildBody {
  @IsObject() @ValidateNested() @Type(() => ArtifactReference) artifact!: ArtifactReference;
}

/** The files of a build could not be generated. */
export class BuildFailed extends BuildReference {
  @IsUUID() resourceId!: string;
  @IsIn(ERROR_CODES) code!: ErrorCode;
  @IsObject() params!: Record<string, unknown>;
  @IsNotEmpty() @MaxLength(10_000) @IsString() message!: string;
}

/** The steps of a build, in the order in which they run. */
export const BUILD_STEPS = ['queue', 'generate', 'push', 'pull-request'] as const;
export type BuildStepName = (typeof BUILD_STEPS)[number];

export const LOG_LEVELS = ['info', 'warning', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** A line of a build's log. Losing one does no harm. */
export class BuildProgress extends BuildReference {
  @IsIn(BUILD_STEPS) step!: BuildStepName;
  @IsIn(LOG_LEVELS) level!: LogLevel;
  @IsNotEmpty() @MaxLength(10_000) @IsString() message!: string;
  @IsISO8601() at!: string;
}
