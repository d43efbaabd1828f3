import type { BareRepositories } from './git/bare-repositories';
import type { FaultBook } from './http/faults';
import type { RequestLog } from './http/request-log';
import type { Clock } from './state/clock';
import type { KeyedQueue } from './state/queue';
import type { Settings } from './state/settings';
import type { Store } from './state/store';
import type { WebhookSender } from './webhooks/sender';

/** Everything a handler needs; made once in `server.ts`. */
export interface Emulator {
  readonly store: Store;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly repositories: BareRepositories;
  readonly queue: KeyedQueue;
  readonly faults: FaultBook;
  readonly requests: RequestLog;
  readonly webhooks: WebhookSender;
  /** When a branch was first seen, by `<repository uuid> <branch>`: for the visibility lag. */
  readonly branchSeenAt: Map<string, number>;
  /** Recent request times by `<user uuid> <resource>`: for the rate limits. */
  readonly recentRequests: Map<string, number[]>;
  /** `http://127.0.0.1:<port>`, known once the server listens. */
  url: string;
}
