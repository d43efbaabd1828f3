import { DATABASE, type Database, serverSchema, type Transaction } from '@amplication/database';
import { Inject, Injectable } from '@nestjs/common';
import { and, eq } from 'drizzle-orm';

const { repository } = serverSchema;

/** What can change of a repository while its uuid stays: its name, and the Bitbucket workspace that it is in. */
export interface RepositoryPlace {
  bitbucketWorkspaceUuid: string;
  bitbucketWorkspaceSlug: string;
  repositorySlug: string;
  name: string;
  /** For a browser. */
  htmlUrl: string;
}

/** Keeps where our repositories are now: reported by Bitbucket's webhooks, and by builds that had to follow one. */
@Injectable()
export class RepositoryPlaces {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  /** Records the place if the record is of the repository with this uuid. Recorded again, it changes nothing. */
  async record(
    id: string,
    repositoryUuid: string,
    place: RepositoryPlace,
    tx: Database | Transaction = this.db,
  ): Promise<void> {
    await tx
      .update(repository)
      .set({ ...place, updatedAt: new Date() })
      .where(and(eq(repository.id, id), eq(repository.repositoryUuid, repositoryUuid)));
  }
}
