import { type DatabaseHandle, buildManagerSchema } from '@amplication/database';
import { JobQueue } from '@amplication/jobs';
import { HttpModule } from '@nestjs/axios';
import { Module } from '@nestjs/common';
import { BuildRequestedConsumer } from './builds/build-requested.consumer';
import { BuildRunner } from './builds/build-runner';
import { OutcomeEvents } from './builds/outcome-events';
import { Progress } from './builds/progress';
import { GenerationResults } from './generation/generation-results';
import { Generations } from './generation/generations';
import { GeneratorClient } from './generation/generator-client';
import { ResultController } from './generation/result.controller';
import { StartGeneration } from './generation/start-generation';
import { PlatformModule } from './platform.module';
import { DATABASE } from './tokens';

/** From `build.requested` to `build.completed`, by way of the generator controller. */
@Module({
  imports: [PlatformModule, HttpModule],
  controllers: [ResultController],
  providers: [
    BuildRequestedConsumer,
    BuildRunner,
    OutcomeEvents,
    Progress,
    GenerationResults,
    Generations,
    GeneratorClient,
    StartGeneration,
    {
      provide: JobQueue,
      inject: [DATABASE],
      useFactory: ({ db }: DatabaseHandle) =>
        new JobQueue({ db, table: buildManagerSchema.buildManagerJob, notifyChannel: 'build_manager_job' }),
    },
  ],
})
export class AppModule {}
