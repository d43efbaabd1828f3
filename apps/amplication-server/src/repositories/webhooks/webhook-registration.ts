import type { BitbucketApi } from '@amplication/bitbucket-client';
import { DomainError } from '@amplication/contracts';
import { DATABASE_HANDLE, type DatabaseHandle, runIfFree } from '@amplication/database';
import { Stopping } from '@amplication/foundation';
import { GitConnections } from '@amplication/git-connections';
import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { EveryMinutes } from '../../clock/every-minutes';
import { ServerEnv } from '../../platform/server-env';
import { WEBHOOKS_PATH } from './webhooks-path';
import { WebhookSecrets } from './webhook-secrets';
import { type WebhookRow, WebhooksRepository } from './webhooks.repository';

const EVENTS = [
  ...['created', 'updated', 'fulfilled', 'rejected'].map((event) => `pullrequest:${event}`),
  // A new name, and another Bitbucket workspace.
  'repo:updated',
  'repo:transfer',
];
const DESCRIPTION = 'Amplication: its pull requests, and where the repository is';
const LIMIT_MS = 20_000;
/** What lacks a permission today may have it later, but hardly within the minute. */
const RETRY_AFTER_MS = 60 * 60 * 1000;
const AT_ONCE = 50;

/**
 * Sees to it that each linked repository has a webhook, and that one without a link has none. Best effort: without it
 * the state of pull requests is polled, so whatever fails is logged and tried again an hour later.
 */
@Injectable()
export class WebhookRegistration implements OnModuleDestroy {
  private readonly logger = new Logger(WebhookRegistration.name);
  private readonly running = new Set<Promise<void>>();

  constructor(
    @Inject(DATABASE_HANDLE) private readonly database: DatabaseHandle,
    private readonly webhooks: WebhooksRepository,
    private readonly secrets: WebhookSecrets,
    private readonly gitConnections: GitConnections,
    private readonly env: ServerEnv,
    private readonly stopping: Stopping,
  ) {}

  /** Does what is to be done for the repository, in the background. */
  settleSoon(repositoryId: string): void {
    const work = this.settle(repositoryId).catch((error: unknown) => {
      this.logger.error({ err: error, repositoryId }, 'the webhook of a repository could not be looked at');
    });
    this.running.add(work);
    void work.finally(() => this.running.delete(work));
  }

  /** Does what was not done, or failed, at its time. */
  @EveryMinutes(1, 'settle-webhooks')
  async settleDue(): Promise<void> {
    const failedBefore = new Date(Date.now() - RETRY_AFTER_MS);
    const due = await this.webhooks.due(this.baseUrl(), failedBefore, AT_ONCE);
    for (const repositoryId of due) if (!this.stopping.signal.aborted) await this.settle(repositoryId);
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.running);
  }

  /** One at a time for each repository, or there could be two webhooks. A second caller leaves it to the clock. */
  private settle(repositoryId: string): Promise<void> {
    return runIfFree(this.database.pool, 'webhook', repositoryId, async () => {
      const row = await this.webhooks.find(repositoryId);
      if (!row) return;
      try {
        await (row.isLinked ? this.register(row) : this.remove(row));
      } catch (error) {
        if (this.stopping.signal.aborted) return;
        await this.webhooks.fail(repositoryId);
        const reason =
          error instanceof DomainError ? { code: error.code, reason: error.message } : { err: error };
        this.logger.warn({ repositoryId, ...reason }, 'a webhook could not be registered or removed');
      }
    });
  }

  private async register(row: WebhookRow): Promise<void> {
    const { repositoryId, reference } = row;
    const baseUrl = this.baseUrl();
    if (baseUrl === null) return;
    const url = `${baseUrl}/${repositoryId}`;
    if (row.uuid !== null && row.url === url) return;
    const api = await this.gitConnections.api(row.connectionId);
    if (row.url !== null && row.url !== url) await this.deleteAt(api, row, row.url);
    const secret = this.secrets.open(row) ?? this.secrets.make();
    await this.webhooks.begin(repositoryId, url, this.secrets.seal(row, secret));
    const { uuid } = await api.webhooks.ensure(
      reference,
      { description: DESCRIPTION, url, events: EVENTS, secret },
      { signal: this.signal() },
    );
    await this.webhooks.confirm(repositoryId, uuid);
  }

  private async remove(row: WebhookRow): Promise<void> {
    if (row.url === null) return;
    await this.deleteAt(await this.gitConnections.api(row.connectionId), row, row.url);
    await this.webhooks.clear(row.repositoryId);
  }

  private baseUrl(): string | null {
    const { WEBHOOK_URL } = this.env;
    return WEBHOOK_URL === undefined ? null : `${WEBHOOK_URL}/${WEBHOOKS_PATH}`;
  }

  /** Looks for it by its address, since the answer with its name may have been lost. */
  private async deleteAt(api: BitbucketApi, { reference }: WebhookRow, url: string): Promise<void> {
    const signal = this.signal();
    try {
      const uuids: string[] = [];
      for await (const webhook of api.webhooks.list(reference, { signal }))
        if (webhook.url === url) uuids.push(webhook.uuid);
      for (const uuid of uuids) await api.webhooks.delete(reference, uuid, { signal });
    } catch (error) {
      // It went with its repository.
      if (!(error instanceof DomainError && error.code === 'REPOSITORY_GONE')) throw error;
    }
  }

  private signal(): AbortSignal {
    return AbortSignal.any([this.stopping.signal, AbortSignal.timeout(LIMIT_MS)]);
  }
}
