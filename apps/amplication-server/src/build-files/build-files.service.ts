import { type ArtifactFile, ARTIFACTS, type ArtifactStore } from '@amplication/artifacts';
import { DomainError } from '@amplication/contracts';
import { DATABASE, type Database, serverSchema } from '@amplication/database';
import { Inject, Injectable } from '@nestjs/common';
import { and, eq } from 'drizzle-orm';

const { build, resource } = serverSchema;

/** Which files a build has, and what to call them together. */
export interface BuildFiles {
  workspaceId: string;
  artifactId: string;
  /** For a downloaded file: `order-service-build-3`. */
  name: string;
  generatedAt: Date;
}

@Injectable()
export class BuildFilesService {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(ARTIFACTS) private readonly artifacts: ArtifactStore,
  ) {}

  /** NOT_FOUND while nothing is generated. */
  async find(workspaceId: string, buildId: string): Promise<BuildFiles> {
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
    const [row] = rows;
    if (!row?.artifactId) throw new DomainError('NOT_FOUND', 'The build has no files yet.');
    const name = `${row.slug}-build-${row.sequence}`;
    return { workspaceId, artifactId: row.artifactId, name, generatedAt: row.createdAt };
  }

  /** ARTIFACT_MISSING when the files are stored no longer. */
  async list({ workspaceId, artifactId }: BuildFiles): Promise<ArtifactFile[]> {
    const artifact = await this.artifacts.getArtifact(workspaceId, artifactId);
    if (!artifact) throw new DomainError('ARTIFACT_MISSING');
    return artifact.files;
  }

  /** ARTIFACT_MISSING likewise. */
  async content({ workspaceId }: BuildFiles, file: ArtifactFile): Promise<Buffer> {
    const bytes = await this.artifacts.getBlob(workspaceId, file.blob);
    if (!bytes) throw new DomainError('ARTIFACT_MISSING', undefined, { params: { path: file.path } });
    return bytes;
  }
}
