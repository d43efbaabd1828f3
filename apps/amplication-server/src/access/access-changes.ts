import { type Database, notify, type Transaction } from '@amplication/database';
import { Injectable } from '@nestjs/common';
import { NotificationFeed } from '../platform/notification-feed';
import { ServerEnv } from '../platform/server-env';

/** NOTIFY with the id of an account whose membership or session may have ended. */
const ACCESS_CHANGE_CHANNEL = 'access_change';

/** Wakes what an account holds open, on every server instance, when its access may have ended. */
@Injectable()
export class AccessChanges extends NotificationFeed {
  constructor(env: ServerEnv) {
    super(env.DATABASE_URL, ACCESS_CHANGE_CHANNEL);
  }

  /** Within a transaction, published when it commits. A slow poll makes up for a change that was not published. */
  async publish(db: Database | Transaction, accountId: string): Promise<void> {
    await notify(db, ACCESS_CHANGE_CHANNEL, accountId);
  }
}
