import { DATABASE, type Database, serverSchema } from '@amplication/database';
import { Inject, Injectable } from '@nestjs/common';
import { and, eq } from 'drizzle-orm';

const { build, resource } = serverSchema;

/** Where the files of a build are, and what they are called after. */
export interface BuildFilesRow {
  /** Null while nothing is generated. */
  artifactId: string | null;
  sequence: number;
  createdAt: Date;
  /** Of the resource. */
  slug: string;
}

@Injectable()
export class BuildFilesRepository {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  async find(workspaceId: string, buildId: string): Promise<BuildFilesRow | null> {
    const rows = await this.db
      .select({
        artifactId: build.artifactId,
        sequence: build.sequence,
        createdAt: build.createdAt,
        slug: resource.slug,
      })
      .from(build)
      .innerJoin(resource, eq(resource.id, build.resourceId))
      .where(and(eq(build.workspaceId, workspaceId), eq(build.id, buildId)));
    return rows[0] ?? null;
  }
}
