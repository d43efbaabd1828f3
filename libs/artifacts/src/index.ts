export { gitBlobId, isBlobId } from './blob-id';
export { assertSafePath, unsafePathReason } from './safe-path';
export type { Artifact, ArtifactFile, ArtifactStore, FileMarks, FileMode, NewFile } from './artifact-store';
export { ARTIFACTS, ArtifactsModule, type ArtifactsSettings } from './artifacts.module';
export { openArtifactStore } from './open-artifact-store';
