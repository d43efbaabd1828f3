import { Module } from '@nestjs/common';
import { ConnectionsModule } from '../connections/connections.module';
import { BitbucketBrowser } from './bitbucket-browser';
import { BitbucketController } from './bitbucket.controller';
import { WorkspaceNames } from './workspace-names';

@Module({
  imports: [ConnectionsModule],
  controllers: [BitbucketController],
  providers: [BitbucketBrowser, WorkspaceNames],
})
export class BitbucketModule {}
