import { ArtifactsModule } from '@amplication/artifacts';
import { DatabaseModule } from '@amplication/database';
import { GitConnectionsModule } from '@amplication/git-connections';
import { MessagingModule } from '@amplication/messaging';
import { Module } from '@nestjs/common';
import { AuthModule } from './auth/auth.module';
import { BitbucketModule } from './connections/bitbucket/bitbucket.module';
import { BuildFilesModule } from './builds/files/build-files.module';
import { BuildResultsModule } from './builds/results/build-results.module';
import { BuildStreamModule } from './builds/stream/build-stream.module';
import { BuildsModule } from './builds/builds.module';
import { ClockModule } from './clock/clock.module';
import { ConnectionsModule } from './connections/connections.module';
import { EdgeModule } from './edge.module';
import { InstallationController } from './installation/installation.controller';
import { MembersModule } from './members/members.module';
import { ServerEnv } from './platform/server-env';
import { PullRequestsModule } from './builds/pull-requests/pull-requests.module';
import { RepositoriesModule } from './repositories/repositories.module';
import { ResourcesModule } from './resources/resources.module';
import { WebhooksModule } from './webhooks/webhooks.module';
import { WorkspacesModule } from './workspaces/workspaces.module';

@Module({
  imports: [
    DatabaseModule.for(ServerEnv, { schema: 'migrate', connections: 20 }),
    ArtifactsModule.for(ServerEnv),
    MessagingModule.for(ServerEnv),
    GitConnectionsModule.for(ServerEnv),
    EdgeModule,
    AuthModule,
    WorkspacesModule,
    ResourcesModule,
    ConnectionsModule,
    MembersModule,
    BitbucketModule,
    RepositoriesModule,
    BuildsModule,
    BuildFilesModule,
    BuildStreamModule,
    BuildResultsModule,
    PullRequestsModule,
    ClockModule,
    WebhooksModule,
  ],
  controllers: [InstallationController],
})
export class AppModule {}
