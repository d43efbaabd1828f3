import { randomUUID } from 'node:crypto';
import {
  BUILD_COMPLETED,
  BUILD_FAILED,
  BUILD_PROGRESS,
  type BuildProgress,
  type BuildRequested,
  PULL_REQUEST_COMPLETED,
  PULL_REQUEST_FAILED,
  type ReportCounts,
  type RepositoryFacts,
  type Topic,
} from '@amplication/contracts';
import { EventPublisher } from '@amplication/messaging';
import { waitFor } from '@amplication/testing';
import type { Person } from './client';
import type { TestServer } from './server';

export interface BuildBody {
  id: string;
  sequence: number;
  attempt: number;
  status: string;
  outcome: string | null;
  title: string;
  error: { code: string; action: string; message: string; params: object } | null;
  steps: { name: string; status: string; startedAt: string | null; finishedAt: string | null }[];
  pullRequest: { number: number; state: string; stale: boolean; url: string } | null;
  report: { counts: object | null; conflicts: string[]; markdown: string | null; commitSha: string | null };
  target: { connectionId: string; workBranch: string; repositoryUuid?: string } | null;
  fileCount: number | null;
  lastEventId: number;
}

const COUNTS: ReportCounts = {
  ...{ added: 3, updated: 1, merged: 0, keptYours: 0, conflicts: 1 },
  ...{ deleted: 0, deletedByYou: 0, ignored: 0, moved: 0, unchanged: 5 },
};

/** Links a repository record without Bitbucket, as if it had been linked through `connectionId`. */
export async function linkDirectly(server: TestServer, person: Person, connectionId: string = randomUUID()) {
  const { pool } = server.database;
  const repositoryId = randomUUID();
  const repositoryUuid = `{${randomUUID()}}`;
  await pool.query(
    `insert into connections.connection (id, workspace_id, bitbucket_user_uuid, display_name, site_url, client_id,
       scopes, connected_by, access_token, refresh_token, access_token_expires_at)
     values ($1, $2, $3, 'Alice', $4, $5, '{account}', $6, 'x', 'x', now() + interval '1 hour')
     on conflict do nothing`,
    [
      ...[connectionId, person.workspaceId, `{${randomUUID()}}`, server.env.BITBUCKET_SITE_URL],
      ...[server.env.BITBUCKET_CLIENT_ID, person.accountId],
    ],
  );
  await pool.query(
    `insert into server.repository (id, workspace_id, connection_id, site_url, bitbucket_workspace_uuid,
       bitbucket_workspace_slug, repository_uuid, repository_slug, name, html_url, is_private)
     values ($1, $2, $3, $4, $5, 'acme', $6, 'shop', 'Shop', 'https://bitbucket.org/acme/shop', true)`,
    [
      ...[repositoryId, person.workspaceId, connectionId, server.env.BITBUCKET_SITE_URL],
      ...[`{${randomUUID()}}`, repositoryUuid],
    ],
  );
  await pool.query(
    `insert into server.repository_link (resource_id, repository_id, site_url, repository_uuid, base_branch,
       work_branch, linked_by)
     values ($1, $2, $3, $4, 'main', 'amplication-shop', $5)`,
    [...[person.resourceId, repositoryId, server.env.BITBUCKET_SITE_URL, repositoryUuid], person.accountId],
  );
  return { connectionId, repositoryId, repositoryUuid };
}

export async function startBuild({ client, resourceId }: Person, body: object = {}): Promise<BuildBody> {
  const answer = await client.post<BuildBody>(`/api/resources/${resourceId}/builds`, body);
  if (answer.status !== 201)
    throw new Error(`build answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

export async function getBuild({ client }: Person, id: string): Promise<BuildBody> {
  return (await client.get<BuildBody>(`/api/builds/${id}`)).body;
}

export function untilBuild(
  person: Person,
  id: string,
  is: (build: BuildBody) => boolean,
): Promise<BuildBody> {
  return waitFor(
    async () => {
      const build = await getBuild(person, id);
      return is(build) && build;
    },
    { what: 'the build' },
  );
}

/** Plays the other services: sends what they would send of a build. */
export class Ring {
  constructor(private readonly server: TestServer) {}

  /** The event that asked for the build, as it lies in the outbox. */
  async requested(buildId: string, attempt = 1): Promise<BuildRequested> {
    const { rows } = await this.server.database.pool.query<{ body: BuildRequested }>(
      `select body from messaging.outbox where topic = 'build.requested.v1' and body ->> 'buildId' = $1
         and (body ->> 'attempt')::int = $2`,
      [buildId, attempt],
    );
    const [row] = rows;
    if (!row || rows.length > 1) throw new Error(`${rows.length} events for build ${buildId}`);
    return row.body;
  }

  progress(buildId: string, more: Partial<BuildProgress> = {}): Promise<void> {
    const at = new Date().toISOString();
    const line: BuildProgress = {
      buildId,
      attempt: 1,
      step: 'generate',
      level: 'info',
      message: 'working',
      at,
    };
    return this.send(BUILD_PROGRESS, Object.assign(line, more));
  }

  async generated(
    buildId: string,
    attempt = 1,
    artifact = { id: 'a'.repeat(64), fileCount: 9 },
  ): Promise<void> {
    const requested = await this.requested(buildId, attempt);
    return this.send(BUILD_COMPLETED, { ...requested, artifact });
  }

  async generationFailed(buildId: string, attempt = 1): Promise<void> {
    const { resourceId } = await this.requested(buildId, attempt);
    const message = 'The generator stopped unexpectedly.';
    return this.send(BUILD_FAILED, {
      buildId,
      attempt,
      resourceId,
      code: 'GENERATOR_CRASHED',
      params: {},
      message,
    });
  }

  async pullRequest(
    buildId: string,
    outcome: 'created' | 'updated' | 'unchanged' | 'superseded' = 'created',
    attempt = 1,
    number = 7,
    repository?: RepositoryFacts,
  ): Promise<void> {
    const { target } = await this.requested(buildId, attempt);
    if (!target) throw new Error('The build has no target.');
    return this.send(PULL_REQUEST_COMPLETED, {
      ...{ buildId, attempt, outcome, counts: COUNTS },
      connectionId: target.connectionId,
      repositoryUuid: target.repositoryUuid,
      ...(outcome === 'superseded'
        ? {}
        : {
            number,
            url: `https://bitbucket.org/acme/shop/pull-requests/${number}`,
            commitSha: 'c'.repeat(40),
          }),
      ...(repository && { repository }),
      conflicts: ['src/app.ts'],
      report: '# Report',
    });
  }

  async pullRequestFailed(buildId: string, attempt = 1): Promise<void> {
    const { target } = await this.requested(buildId, attempt);
    if (!target) throw new Error('The build has no target.');
    return this.send(PULL_REQUEST_FAILED, {
      ...{ buildId, attempt, connectionId: target.connectionId, repositoryUuid: target.repositoryUuid },
      ...{ code: 'BRANCH_RESTRICTED', params: { branch: 'x' }, message: 'A restriction.', action: 'resolve' },
    });
  }

  private send<Body extends object>(topic: Topic<Body>, body: Body): Promise<void> {
    return this.server.app.get(EventPublisher).send(topic, body);
  }
}
