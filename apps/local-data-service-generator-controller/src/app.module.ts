import { ARTIFACTS, type ArtifactStore, ArtifactsModule } from '@amplication/artifacts';
import { LOGGER } from '@amplication/foundation';
import { HttpModule } from '@nestjs/axios';
import { Module } from '@nestjs/common';
import type { Logger } from 'pino';
import { type Program } from '@amplication/service-kit';
import { GENERATOR_PROGRAM, GeneratorProcess } from './child/generator-process';
import { ControllerEnv } from './config';
import { Callback } from './generation/callback';
import { GenerateBuild } from './generation/generate-build';
import { GenerateController } from './generation/generate.controller';
import { Generations } from './generation/generations';
import { InstanceController } from './generation/instance.controller';
import { PROGRAM } from './tokens';

@Module({
  imports: [ArtifactsModule.for(ControllerEnv), HttpModule],
  controllers: [GenerateController, InstanceController],
  providers: [
    Generations,
    Callback,
    { provide: PROGRAM, useValue: GENERATOR_PROGRAM },
    {
      provide: GeneratorProcess,
      inject: [ControllerEnv, PROGRAM],
      useFactory: (env: ControllerEnv, program: Program) =>
        new GeneratorProcess(
          { timeoutMs: env.GENERATOR_TIMEOUT_MS, memoryMb: env.GENERATOR_MEMORY_MB },
          program,
        ),
    },
    {
      provide: GenerateBuild,
      inject: [ARTIFACTS, GeneratorProcess, LOGGER],
      useFactory: (artifacts: ArtifactStore, generator: GeneratorProcess, log: Logger) =>
        new GenerateBuild(artifacts, generator, log),
    },
  ],
})
export class AppModule {}
