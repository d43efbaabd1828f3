import { Injectable } from '@nestjs/common';
import { BUILD_EVENT_CHANNEL } from '../state/build-event';
import { NotificationFeed } from '../../platform/notification-feed';
import { ServerEnv } from '../../platform/server-env';

/** Wakes the open streams of a build when it has something new. */
@Injectable()
export class BuildEventFeed extends NotificationFeed {
  constructor(env: ServerEnv) {
    super(env.DATABASE_URL, BUILD_EVENT_CHANNEL);
  }
}
