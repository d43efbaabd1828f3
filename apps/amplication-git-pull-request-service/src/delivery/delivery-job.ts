import { BuildCompleted, type Target } from '@amplication/contracts';
import type { RunningJob } from '@amplication/jobs';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { DeliveryRecord } from './delivery-steps';

/** A build whose files are to arrive in a Bitbucket repository. */
export type Delivery = BuildCompleted & { target: Target };
export type DeliveryJob = RunningJob<Delivery>;

/** Reads a job's payload back. Throws if a row holds what this version did not write. */
export function parseDelivery(payload: unknown): Delivery {
  const body = plainToInstance(BuildCompleted, payload);
  const mistakes = body instanceof BuildCompleted ? validateSync(body) : ['it is no object'];
  if (mistakes.length > 0 || !hasTarget(body))
    throw new Error(`The payload of a job is not valid: ${mistakes.join('; ') || 'it has no target'}`);
  return body;
}

export function hasTarget(body: BuildCompleted): body is Delivery {
  return body.target !== undefined;
}

/** What the job recorded in this and in earlier runs. */
export function deliveryRecord(job: DeliveryJob): DeliveryRecord {
  return job.stepData;
}
