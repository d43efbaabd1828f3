import { buildManagerSchema, type Database, DATABASE, DatabaseModule } from '@amplication/database';
import { JobQueue, JobsModule } from '@amplication/jobs';
import { MessagingModule } from '@amplication/messaging';
import { HttpModule } from '@nestjs/axios';
import { Module } from '@nestjs/common';
import { BuildRequestedConsumer } from './builds/build-requested.consumer';
import { BuildRunner } from './builds/build-runner';
import { OutcomeEvents } from './builds/outcome-events';
import { Progress } from './builds/progress';
import { BuildManagerEnv } from './config';
import { GenerationResults } from './generation/generation-results';
import { Generations } from './generation/generations';
import { GeneratorClient } from './generation/generator-client';
import { GeneratorWatch } from './generation/generator-watch';
import { ResultController } from './generation/result.controller';
import { StartGeneration } from './generation/start-generation';

/** From `build.requested` to `build.completed`, by way of the generator controller. */
@Module({
  imports: [
    DatabaseModule.for(BuildManagerEnv, { schema: 'wait' }),
    MessagingModule.for(BuildManagerEnv),
    JobsModule.for(BuildManagerEnv),
    HttpModule,
  ],
  controllers: [ResultController],
  providers: [
    BuildRequestedConsumer,
    BuildRunner,
    OutcomeEvents,
    Progress,
    GenerationResults,
    Generations,
    GeneratorClient,
    GeneratorWatch,
    StartGeneration,
    {
      provide: JobQueue,
      inject: [DATABASE],
      useFactory: (db: Database) =>
        new JobQueue({ db, table: buildManagerSchema.buildManagerJob, notifyChannel: 'build_manager_job' }),
    },
  ],
})
export class AppModule {}
