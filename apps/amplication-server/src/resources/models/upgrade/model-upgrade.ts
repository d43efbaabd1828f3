import { DATABASE_HANDLE, type DatabaseHandle, databaseOn, lock, unlock } from '@amplication/database';
import { LOGGER } from '@amplication/foundation';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from 'pino';
import { upgraded } from './model-json';
import { ModelUpgradeRepository, type OldModel } from './model-upgrade.repository';

/** Rows of one transaction: a model may have megabytes. */
const BATCH = 20;
/** Models that are named in the log; their number is said. */
const NAMED = 20;

export interface UpgradeResult {
  upgraded: number;
  /** Kept as they are: resource and version of each, and why. */
  kept: { resourceId: string; version: number; reason: string }[];
}

/**
 * Brings every stored model into the language of today before the server takes requests. One server at a time does it,
 * a batch for each transaction, so that a server that is killed meanwhile goes on where it was at its next start. A
 * model that cannot be upgraded stays, and is answered with MODEL_NOT_UPGRADED. Servers of the release before may run
 * beside it: what they still write is upgraded when it is read, and stored so at the next start.
 */
@Injectable()
export class ModelUpgrade implements OnApplicationBootstrap {
  constructor(
    @Inject(DATABASE_HANDLE) private readonly handle: DatabaseHandle,
    private readonly rows: ModelUpgradeRepository,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.run();
  }

  async run(): Promise<UpgradeResult> {
    const client = await this.handle.pool.connect();
    try {
      await lock(client, 'modelUpgrade');
      return await this.upgradeAll(databaseOn(client)).finally(() => unlock(client, 'modelUpgrade'));
    } finally {
      client.release();
    }
  }

  private async upgradeAll(db: ReturnType<typeof databaseOn>): Promise<UpgradeResult> {
    const total = await this.rows.count(db);
    const result: UpgradeResult = { upgraded: 0, kept: [] };
    if (total === 0) return result;
    this.log.info({ total }, 'Upgrading stored models');
    for (let last: OldModel | null = null; ;) {
      const batch: OldModel[] = await db.transaction(async (tx) => {
        const rows = await this.rows.nextBatch(tx, last, BATCH);
        for (const row of rows) {
          const model = this.upgrade(row, result);
          if (model !== null) await this.rows.store(tx, { ...row, json: model });
        }
        return rows;
      });
      const newest = batch.at(-1);
      if (!newest) break;
      last = newest;
    }
    const kept = result.kept.length;
    this.log.info({ total, upgraded: result.upgraded, kept }, 'Stored models are upgraded');
    return result;
  }

  private upgrade(row: OldModel, result: UpgradeResult): string | null {
    const { resourceId, version } = row;
    try {
      const json = JSON.stringify(upgraded(row.json));
      result.upgraded += 1;
      return json;
    } catch (error) {
      const cause = error instanceof Error ? error.cause : undefined;
      const reason = cause instanceof Error ? cause.message : String(error);
      result.kept.push({ resourceId, version, reason });
      if (result.kept.length <= NAMED)
        this.log.error(
          { resourceId, version, reason },
          'A stored model cannot be upgraded and is kept as it is',
        );
      return null;
    }
  }
}
