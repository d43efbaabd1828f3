import { Module } from '@nestjs/common';
import { ConnectionsModule } from '../connections.module';
import { BitbucketBrowser } from './bitbucket-browser';
import { BitbucketController } from './bitbucket.controller';
import { WorkspaceNames } from './workspace-names';
import { WorkspaceNamesRepository } from './workspace-names.repository';

@Module({
  imports: [ConnectionsModule],
  controllers: [BitbucketController],
  providers: [BitbucketBrowser, WorkspaceNames, WorkspaceNamesRepository],
})
export class BitbucketModule {}
