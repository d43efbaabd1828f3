import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { HealthRegistry } from '@amplication/foundation';
import type { ArtifactStore } from './artifact-store';
import { checkArtifactStore, openArtifactStore } from './open-artifact-store';

/** Injects the `ArtifactStore`. */
export const ARTIFACTS = Symbol('ArtifactStore');

/** What the module reads of the service's configuration. */
export interface ArtifactsSettings {
  readonly ARTIFACTS_URL: string;
}

/** The files of builds for a service: `ARTIFACTS`. Has the health check `artifacts`. */
@Module({})
export class ArtifactsModule {
  /** `Settings` is the injectable class of the service's configuration. */
  static for(Settings: Type<ArtifactsSettings>): DynamicModule {
    return {
      module: ArtifactsModule,
      global: true,
      providers: [
        {
          provide: ARTIFACTS,
          inject: [Settings, HealthRegistry],
          useFactory: ({ ARTIFACTS_URL: url }: ArtifactsSettings, health: HealthRegistry): ArtifactStore => {
            health.register('artifacts', () => checkArtifactStore(url));
            return openArtifactStore(url);
          },
        },
      ],
      exports: [ARTIFACTS],
    };
  }
}
