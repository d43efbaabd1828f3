import { ARTIFACTS, type ArtifactStore } from '@amplication/artifacts';
import { BUILD_REQUESTED, DomainError, newId, type Target } from '@amplication/contracts';
import { DATABASE, type Database, type Transaction } from '@amplication/database';
import { Outbox } from '@amplication/messaging';
import { Inject, Injectable } from '@nestjs/common';
import type { Access } from '../../access/access.decorator';
import { BuildState } from '../state/build-state';
import type { Build } from '../state/build-state.repository';
import { ModelsService } from '../../resources/models/models.service';
import { ResourcesService } from '../../resources/resources.service';
import { BuildRequestsRepository } from './build-requests.repository';
import { BuildTargets } from './build-targets';
import type { BuildView, StartBuild } from '../builds.dto';
import { BuildsService } from '../builds.service';

/** Starts builds: what is asked for and the event that says so are one transaction. */
@Injectable()
export class BuildRequests {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly rows: BuildRequestsRepository,
    @Inject(ARTIFACTS) private readonly artifacts: ArtifactStore,
    private readonly outbox: Outbox,
    private readonly state: BuildState,
    private readonly targets: BuildTargets,
    private readonly resources: ResourcesService,
    private readonly models: ModelsService,
    private readonly builds: BuildsService,
  ) {}

  async start(access: Access, resourceId: string, body: StartBuild): Promise<BuildView> {
    const { workspaceId, accountId } = access;
    const { name } = await this.resources.get(workspaceId, resourceId);
    const { json, version } = await this.models.require(resourceId);
    const target = await this.targets.find(workspaceId, resourceId);
    // Stored by content before the transaction: if that fails, an unused document is all that is left.
    const modelSnapshotId = await this.artifacts.putDocument(workspaceId, JSON.parse(json));
    const id = newId();
    await this.db.transaction(async (tx) => {
      const sequence = await this.rows.nextSequence(tx, resourceId);
      if (sequence === null) throw new DomainError('NOT_FOUND');
      const inserted = await this.rows.insert(tx, {
        id,
        workspaceId,
        resourceId,
        sequence,
        title: body.title ?? `Build ${sequence} of ${name}`,
        body: body.body ?? '',
        modelVersion: version,
        modelSnapshotId,
        target,
        requestedBy: accountId,
      });
      await this.request(tx, inserted, name, target);
    });
    return this.builds.get(workspaceId, id);
  }

  /** A new attempt of a failed build: same model and sequence, but its target is read again. */
  async retry({ workspaceId }: Access, buildId: string): Promise<BuildView> {
    const { resourceId, resourceName } = await this.builds.get(workspaceId, buildId);
    const target = await this.targets.find(workspaceId, resourceId);
    await this.db.transaction(async (tx) => {
      const failed = await this.state.lock(tx, buildId);
      if (!failed) throw new DomainError('NOT_FOUND');
      if (failed.status === 'completed') throw new DomainError('BUILD_NOT_RETRYABLE');
      if (failed.status !== 'failed') throw new DomainError('BUILD_RUNNING');
      await this.request(tx, { ...failed, attempt: failed.attempt + 1 }, resourceName, target);
    });
    return this.builds.get(workspaceId, buildId);
  }

  private async request(
    tx: Transaction,
    row: Build,
    resourceName: string,
    target: Target | null,
  ): Promise<void> {
    await this.state.begin(tx, row, { target });
    await this.outbox.add(tx, BUILD_REQUESTED, {
      buildId: row.id,
      attempt: row.attempt,
      sequence: row.sequence,
      workspaceId: row.workspaceId,
      resourceId: row.resourceId,
      resourceName,
      modelSnapshotId: row.modelSnapshotId,
      ...(target ? { target } : {}),
      commit: { title: row.title, body: row.body },
      requestedAt: row.createdAt.toISOString(),
    });
  }
}
