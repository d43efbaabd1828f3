import { DatabaseModule } from '@amplication/database';
import { JobsModule } from '@amplication/jobs';
import { MessagingModule } from '@amplication/messaging';
import { HttpModule } from '@nestjs/axios';
import { Module } from '@nestjs/common';
import { BuildJobsRepository } from './builds/build-jobs.repository';
import { BuildRequestedConsumer } from './builds/build-requested.consumer';
import { OutcomeEvents } from './builds/outcome-events';
import { Progress } from './builds/progress';
import { BuildManagerEnv } from './config';
import { GenerationResults } from './generation/generation-results';
import { GenerationRunner } from './generation/generation-runner';
import { GenerationsRepository } from './generation/generations.repository';
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
    BuildJobsRepository,
    BuildRequestedConsumer,
    OutcomeEvents,
    Progress,
    GenerationsRepository,
    GenerationResults,
    GenerationRunner,
    GeneratorClient,
    GeneratorWatch,
    StartGeneration,
  ],
})
export class AppModule {}
