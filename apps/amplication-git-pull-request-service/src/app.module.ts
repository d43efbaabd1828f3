import { ArtifactsModule } from '@amplication/artifacts';
import { DatabaseModule } from '@amplication/database';
import { GitConnectionsModule } from '@amplication/git-connections';
import { JobsModule } from '@amplication/jobs';
import { MessagingModule } from '@amplication/messaging';
import { Module } from '@nestjs/common';
import { WorkerEnv } from './config';
import { DeliveryModule } from './delivery.module';

@Module({
  imports: [
    DatabaseModule.for(WorkerEnv, { schema: 'wait' }),
    ArtifactsModule.for(WorkerEnv),
    MessagingModule.for(WorkerEnv),
    JobsModule.for(WorkerEnv),
    GitConnectionsModule.for(WorkerEnv),
    DeliveryModule,
  ],
})
export class AppModule {}
