import { securityHeaders } from '@amplication/service-kit';
import { type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { AccessModule } from './access/access.module';
import { AuthModule } from './auth/auth.module';
import { SessionMiddleware } from './auth/session.middleware';
import { BitbucketModule } from './bitbucket/bitbucket.module';
import { BuildFilesModule } from './build-files/build-files.module';
import { BuildResultsModule } from './build-results/build-results.module';
import { BuildStreamModule } from './build-stream/build-stream.module';
import { BuildsModule } from './builds/builds.module';
import { ConnectionsModule } from './connections/connections.module';
import { refuseUnstorableText } from './http/storable-text';
import { InstallationController } from './installation/installation.controller';
import { PlatformModule } from './platform/platform.module';
import { PullRequestsModule } from './pull-requests/pull-requests.module';
import { RepositoriesModule } from './repositories/repositories.module';
import { ResourcesModule } from './resources/resources.module';
import { UpkeepModule } from './upkeep/upkeep.module';
import { WEBHOOKS_PATH } from './webhooks/raw-bodies';
import { WebhooksModule } from './webhooks/webhooks.module';
import { WorkspacesModule } from './workspaces/workspaces.module';

@Module({
  imports: [
    PlatformModule,
    AccessModule,
    AuthModule,
    WorkspacesModule,
    ResourcesModule,
    ConnectionsModule,
    BitbucketModule,
    RepositoriesModule,
    BuildsModule,
    BuildFilesModule,
    BuildStreamModule,
    BuildResultsModule,
    PullRequestsModule,
    UpkeepModule,
    WebhooksModule,
  ],
  controllers: [InstallationController],
  providers: [SessionMiddleware],
})
export class AppModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(securityHeaders()).forRoutes('api/{*path}');
    consumer
      .apply(refuseUnstorableText, SessionMiddleware)
      .exclude(`${WEBHOOKS_PATH}/{*path}`)
      .forRoutes('api/{*path}');
  }
}
