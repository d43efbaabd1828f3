import type { CommitStatus, RepositoryReference } from '@amplication/bitbucket-client';
import type { NewJob, RunningJob } from '@amplication/jobs';
import { plainToInstance, Type } from 'class-transformer';
import { IsIn, IsISO8601, IsString, Matches, MaxLength, ValidateNested, validateSync } from 'class-validator';
import { type Delivery, parseDelivery } from '../delivery/delivery-job';

class RepositoryPath implements RepositoryReference {
  @IsString() @MaxLength(200) workspace!: string;
  @IsString() @MaxLength(200) repo!: string;
}

class StatusToSet implements CommitStatus {
  @IsString() key!: string;
  @IsIn(['SUCCESSFUL', 'FAILED']) state!: 'SUCCESSFUL' | 'FAILED';
  @IsString() name!: string;
  @IsString() url!: string;
  @IsString() description!: string;
}

class CommitStatusRow {
  @ValidateNested() @Type(() => RepositoryPath) repository!: RepositoryPath;
  @Matches(/^[0-9a-f]{40}$/) commit!: string;
  @ValidateNested() @Type(() => StatusToSet) status!: StatusToSet;
  @IsISO8601() orderedAt!: string;
}

/** A status that a commit of ours is to get in Bitbucket. */
export interface CommitStatusOrder extends CommitStatusRow {
  delivery: Delivery;
}
export type CommitStatusJob = RunningJob<CommitStatusOrder>;

/** No two wait for each other, nor for a delivery. */
export function newCommitStatusJob(order: CommitStatusOrder): NewJob<CommitStatusOrder> {
  const { buildId, attempt, resourceId, sequence } = order.delivery;
  return { buildId, attempt, resourceId, sequence, lane: buildId, payload: order };
}

/** Reads a job's payload back. Throws if a row holds what this version did not write. */
export function parseCommitStatusOrder(payload: unknown): CommitStatusOrder {
  const row = plainToInstance(CommitStatusRow, payload);
  const mistakes = row instanceof CommitStatusRow ? validateSync(row) : ['it is no object'];
  if (mistakes.length > 0) throw new Error(`The payload of a job is not valid: ${mistakes.join('; ')}`);
  const delivery = 'delivery' in row ? row.delivery : undefined;
  const { repository, commit, status, orderedAt } = row;
  return { repository, commit, status, orderedAt, delivery: parseDelivery(delivery) };
}
