import { type ArtifactFile, ARTIFACTS, type ArtifactStore } from '@amplication/artifacts';
import { DomainError } from '@amplication/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { BuildFilesRepository } from './build-files.repository';

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
    private readonly builds: BuildFilesRepository,
    @Inject(ARTIFACTS) private readonly artifacts: ArtifactStore,
  ) {}

  /** NOT_FOUND while nothing is generated. */
  async find(workspaceId: string, buildId: string): Promise<BuildFiles> {
    const row = await this.builds.find(workspaceId, buildId);
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
    if (!bytes) throw new DomainError('ARTIFACT_MISSING', { params: { path: file.path } });
    return bytes;
  }
}
