import { PULL_REQUEST_STATES, type PullRequestState } from '@amplication/bitbucket-client';
import { fieldProblems, InvalidRequest } from '@amplication/service-kit';
import { plainToInstance, Type } from 'class-transformer';
import {
  IsDate,
  IsIn,
  IsInt,
  IsObject,
  IsString,
  IsUrl,
  Max,
  Min,
  ValidateNested,
  validateSync,
} from 'class-validator';
import { storableText } from '@amplication/foundation';

/** What PostgreSQL keeps as an integer. */
const MAX_NUMBER = 2 ** 31 - 1;

/** Declared in this order since each is the type of a field of the next. */
class Link {
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false }) href!: string;
}

class Links {
  @IsObject() @ValidateNested() @Type(() => Link) html!: Link;
}

class DeliveredPullRequest {
  @IsInt() @Min(1) @Max(MAX_NUMBER) id!: number;
  @IsIn(PULL_REQUEST_STATES) state!: PullRequestState;
  @IsString() title!: string;
  @Type(() => Date) @IsDate() updated_on!: Date;
  @IsObject() @ValidateNested() @Type(() => Links) links!: Links;
}

/** The part that we use. https://support.atlassian.com/bitbucket-cloud/docs/event-payloads/#Pull-request-events */
class Delivery {
  @IsObject() @ValidateNested() @Type(() => DeliveredPullRequest) pullrequest!: DeliveredPullRequest;
}

export interface PullRequestNews {
  number: number;
  told: { state: PullRequestState; title: string; url: string; changedAt: Date };
}

/** Reads an event of a pull request. Throws InvalidRequest that names what cannot be read. */
export function readPullRequestEvent(rawBody: Buffer): PullRequestNews {
  const delivery = plainToInstance(Delivery, parseObject(rawBody.toString('utf8')));
  const problems = fieldProblems(validateSync(delivery));
  if (problems.length > 0) throw new InvalidRequest(problems);
  const { id, state, title, links, updated_on: changedAt } = delivery.pullrequest;
  const told = { state, title: storableText(title), url: links.html.href, changedAt };
  return { number: id, told };
}

function parseObject(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // Told below, as for any other value.
  }
  throw new InvalidRequest([{ path: '', message: 'the body must be a JSON object' }]);
}
