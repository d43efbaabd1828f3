import { Injectable } from '@nestjs/common';
import type { AccessKey, SignedInRequest } from './access.decorator';
import { AccessChanges } from './access-changes';
import { AccessRepository } from './access.repository';

/** The access of a request that stays open, as it is now and not as it was when the request came. */
export interface LastingAccess {
  /** Whether the session still is and its account still may see what it asked for. */
  holds(): Promise<boolean>;
  /** Calls `wake` when it is time to ask again, until the returned function is called. Ask now and then, too. */
  onChange(wake: () => void): () => void;
}

/** Makes the access of long-lived answers, which outlive the check that the guard made. */
@Injectable()
export class LastingAccesses {
  constructor(
    private readonly accesses: AccessRepository,
    private readonly changes: AccessChanges,
  ) {}

  /** Of a request that has passed the guard, to what `key` of its path says. */
  of({ access, sessionID }: SignedInRequest, key: AccessKey, id: string): LastingAccess {
    if (!access) throw new Error('A lasting access needs a route with @ForMembers or @ForOwners.');
    const { accountId } = access;
    return {
      holds: () => this.accesses.holds({ accountId, sessionId: sessionID }, key, id),
      onChange: (wake) => this.changes.subscribe(accountId, wake),
    };
  }
}
