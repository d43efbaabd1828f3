import { Module } from '@nestjs/common';
import { LastingAccessModule } from '../../access/lasting-access.module';
import { BuildEventFeed } from './build-event-feed';
import { BuildEventsRepository } from './build-events.repository';
import { BuildStream } from './build-stream';
import { BuildStreamController } from './build-stream.controller';

@Module({
  imports: [LastingAccessModule],
  controllers: [BuildStreamController],
  providers: [BuildStream, BuildEventFeed, BuildEventsRepository],
})
export class BuildStreamModule {}
