import type { ArtifactStore, NewFile } from '@amplication/artifacts';
import { DomainError } from '@amplication/contracts';
import type { GeneratedFile } from '@amplication/data-service-generator';
import type { Logger } from 'pino';
import { GeneratorInterrupted, GeneratorProcess } from '../child/generator-process';
import { failedOutcome, type Outcome } from './outcome';

export interface BuildToGenerate {
  jobId: string;
  workspaceId: string;
  modelSnapshotId: string;
}

/** From a model in the artifact store to an artifact there. */
export class GenerateBuild {
  constructor(
    private readonly artifacts: ArtifactStore,
    private readonly generator: GeneratorProcess,
    private readonly log: Logger,
  ) {}

  /** Rejects only when the run was cut off, by the signal or from outside: one that fails has an outcome too. */
  async run(build: BuildToGenerate, signal: AbortSignal): Promise<Outcome> {
    const started = performance.now();
    const elapsed = () => Math.round(performance.now() - started);
    try {
      const artifact = await this.generate(build, signal);
      this.log.info({ jobId: build.jobId, artifact, durationMs: elapsed() }, 'Generated');
      return { outcome: 'completed', artifact, durationMs: elapsed() };
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof GeneratorInterrupted) throw error;
      this.log.warn({ jobId: build.jobId, err: error }, 'A generation failed');
      return failedOutcome(error, elapsed());
    }
  }

  private async generate({ workspaceId, modelSnapshotId }: BuildToGenerate, signal: AbortSignal) {
    const model = await this.artifacts.getDocument(workspaceId, modelSnapshotId);
    if (model === null)
      throw new DomainError('ARTIFACT_MISSING', 'The model of the build is no longer stored. Build again.');
    const files = await this.generator.generate(model, signal);
    return this.artifacts.putArtifact(workspaceId, files.map(toNewFile));
  }
}

const toNewFile = ({ content, ...file }: GeneratedFile): NewFile => ({
  ...file,
  bytes: Buffer.from(content),
});
