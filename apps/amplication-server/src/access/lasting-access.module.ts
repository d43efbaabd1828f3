import { Module } from '@nestjs/common';
import { AccessChanges } from './access-changes';
import { AccessRepository } from './access.repository';
import { LastingAccesses } from './lasting-access';

/** For what stays open longer than a request, and for what takes an access away. */
@Module({
  providers: [AccessRepository, AccessChanges, LastingAccesses],
  exports: [AccessChanges, LastingAccesses],
})
export class LastingAccessModule {}
