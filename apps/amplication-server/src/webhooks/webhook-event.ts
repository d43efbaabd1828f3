import { PULL_REQUEST_STATES, type PullRequestState } from '@amplication/bitbucket-client';
import { BITBUCKET_UUID } from '@amplication/contracts';
import { fieldProblems, InvalidRequest } from '@amplication/service-kit';
import { plainToInstance, Type } from 'class-transformer';
import {
  IsDate,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsObject,
  IsString,
  IsUrl,
  Matches,
  Max,
  Min,
  ValidateNested,
  validateSync,
} from 'class-validator';
import { storableText } from '@amplication/foundation';
import type { RepositoryPlace } from '../repositories/places/repository-places.repository';

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

class DeliveredWorkspace {
  @Matches(BITBUCKET_UUID) uuid!: string;
}

class DeliveredRepository {
  @Matches(BITBUCKET_UUID) uuid!: string;
  @Matches(/^[^/]+\/[^/]+$/) full_name!: string;
  @IsString() @IsNotEmpty() name!: string;
  @IsObject() @ValidateNested() @Type(() => DeliveredWorkspace) workspace!: DeliveredWorkspace;
  @IsObject() @ValidateNested() @Type(() => Links) links!: Links;
}

/** https://support.atlassian.com/bitbucket-cloud/docs/event-payloads/#Repository-events */
class RepositoryDelivery {
  @IsObject() @ValidateNested() @Type(() => DeliveredRepository) repository!: DeliveredRepository;
}

/** Where a repository is: each event of a repository says it. */
export interface RepositoryNews {
  about: 'repository';
  uuid: string;
  place: RepositoryPlace;
}

export interface PullRequestNews {
  about: 'pull-request';
  number: number;
  pullRequest: { state: PullRequestState; title: string; url: string; changedAt: Date };
}

/** Reads an event of a pull request or of a repository. Throws InvalidRequest that names what cannot be read. */
export function readWebhookEvent(rawBody: Buffer): PullRequestNews | RepositoryNews {
  const body = parseObject(rawBody.toString('utf8'));
  return 'repository' in body && !('pullrequest' in body) ? readRepository(body) : readPullRequest(body);
}

function readPullRequest(body: object): PullRequestNews {
  const delivery = checked(plainToInstance(Delivery, body));
  const { id, state, title, links, updated_on: changedAt } = delivery.pullrequest;
  const pullRequest = { state, title: storableText(title), url: links.html.href, changedAt };
  return { about: 'pull-request', number: id, pullRequest };
}

function readRepository(body: object): RepositoryNews {
  const { repository } = checked(plainToInstance(RepositoryDelivery, body));
  const [bitbucketWorkspaceSlug = '', repositorySlug = ''] = repository.full_name
    .split('/')
    .map(storableText);
  const place = {
    bitbucketWorkspaceUuid: repository.workspace.uuid,
    bitbucketWorkspaceSlug,
    repositorySlug,
    name: storableText(repository.name),
    htmlUrl: repository.links.html.href,
  };
  return { about: 'repository', uuid: repository.uuid, place };
}

function checked<Body extends object>(body: Body): Body {
  const problems = fieldProblems(validateSync(body));
  if (problems.length > 0) throw new InvalidRequest(problems);
  return body;
}

function parseObject(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // Reported below, as for any other value.
  }
  throw new InvalidRequest([{ path: '', message: 'the body must be a JSON object' }]);
}
