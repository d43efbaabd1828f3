import { ARTIFACTS, type ArtifactStore, type FileMarks } from '@amplication/artifacts';
import type { Transaction } from '@amplication/database';
import type { RecordedPush, SyncRequest } from '@amplication/git-sync';
import { Inject, Injectable } from '@nestjs/common';
import type { Delivery } from '../delivery/delivery-job';
import { DeliveryJobsRepository } from '../delivery/delivery-jobs.repository';
import { PushedBuildsRepository } from './pushed-builds.repository';

/** What this service knows of earlier pushes, and what that means for a build. */
@Injectable()
export class PushHistory {
  constructor(
    private readonly pushed: PushedBuildsRepository,
    private readonly jobs: DeliveryJobsRepository,
    @Inject(ARTIFACTS) private readonly artifacts: ArtifactStore,
  ) {}

  /**
   * Whether a later build of the resource was pushed. One whose push may be under way or has landed without being
   * recorded (the process was killed) counts too: an older generation must never be put on top of it.
   */
  async isSuperseded(delivery: Delivery): Promise<boolean> {
    return (await this.pushed.hasLater(delivery)) || (await this.jobs.hasLaterPushUnderWay(delivery));
  }

  /** The push that an earlier attempt of the same build had begun in this repository: it may have landed. */
  begunByEarlierAttempt(delivery: Delivery): Promise<RecordedPush | undefined> {
    return this.jobs.pushOfEarlierAttempt(delivery);
  }

  /** The root directory of the resource's last push into the same Bitbucket repository. */
  lastRootDirectory(delivery: Delivery): Promise<string | undefined> {
    return this.pushed.lastRootDirectory(delivery);
  }

  /** Keeps that a build's files are on the branch, in the transaction that records the step. */
  remember(tx: Transaction, delivery: Delivery, commitSha: string | null): Promise<void> {
    return this.pushed.keep(tx, delivery, commitSha);
  }

  /**
   * Answers what a content at a path of the resource's root was pushed as, if we ever pushed it there. For a
   * repository whose manifest is missing or damaged. Reads the lists of files of the pushed builds when it is first
   * asked.
   */
  generatedFiles(delivery: Delivery): SyncRequest['generatedAs'] {
    let known: Promise<Map<string, FileMarks>> | undefined;
    return async (path, blob) => {
      known ??= this.loadGenerated(delivery);
      return (await known).get(`${path}\0${blob}`) ?? null;
    };
  }

  private async loadGenerated(delivery: Delivery): Promise<Map<string, FileMarks>> {
    const known = new Map<string, FileMarks>();
    for (const artifactId of await this.pushed.artifactIds(delivery)) {
      const artifact = await this.artifacts.getArtifact(delivery.workspaceId, artifactId);
      for (const file of artifact?.files ?? []) {
        const place = `${file.path}\0${file.blob}`;
        // The artifacts come in no order: what was given to the team by any of them is the team's.
        if (known.get(place)?.once !== true) known.set(place, file);
      }
    }
    return known;
  }
}
