import { ApiProperty } from '@nestjs/swagger';

export const BUILD_STATUSES = ['queued', 'generating', 'pushing', 'completed', 'failed'] as const;
export type BuildStatus = (typeof BUILD_STATUSES)[number];
export const BUILD_OUTCOMES = ['created', 'updated', 'unchanged', 'superseded', 'generated'] as const;
export type BuildOutcome = (typeof BUILD_OUTCOMES)[number];

/** A build in one line. */
export class BuildBrief {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) resourceId!: string;
  @ApiProperty({ description: 'Counts the builds of one resource, from 1.' }) sequence!: number;
  @ApiProperty() title!: string;
  @ApiProperty({ enum: BUILD_STATUSES, enumName: 'BuildStatus' }) status!: BuildStatus;
  @ApiProperty({ enum: BUILD_OUTCOMES, enumName: 'BuildOutcome', nullable: true })
  outcome!: BuildOutcome | null;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt!: Date;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) finishedAt!: Date | null;
}
