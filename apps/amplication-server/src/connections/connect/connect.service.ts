import {
  BITBUCKET_CLIENT,
  type BitbucketClient,
  type BitbucketUser,
  type TokenSet,
} from '@amplication/bitbucket-client';
import { DomainError } from '@amplication/contracts';
import { DATABASE, type Database } from '@amplication/database';
import { GitConnections } from '@amplication/git-connections';
import { Inject, Injectable } from '@nestjs/common';
import { Billing } from '../../billing/billing';
import { WorkspacesRepository } from '../../workspaces/workspaces.repository';
import { type Browser, type ConnectAttempt, ConnectAttempts } from './connect-attempts';
import { type ConnectOutcome, failureOf, failureOutcome, readOutcome } from './connect-outcome';
import type { ConnectCallback, ConnectedView, StartConnect } from '../connections.dto';
import { ConnectionsService } from '../connections.service';

/** How long a repeated callback waits for the first one to end; above the time limit of a request to Bitbucket. */
const REPEAT_WAIT_MS = 40_000;
const REPEAT_POLL_MS = 200;

/** OAuth with Bitbucket: from the button to the stored connection. */
@Injectable()
export class ConnectService {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(BITBUCKET_CLIENT) private readonly bitbucket: BitbucketClient,
    private readonly gitConnections: GitConnections,
    private readonly attempts: ConnectAttempts,
    private readonly connections: ConnectionsService,
    private readonly workspaces: WorkspacesRepository,
    private readonly billing: Billing,
  ) {}

  /** Begins an attempt and returns the page of Bitbucket to send the browser to. */
  async start(browser: Browser, workspaceId: string, body: StartConnect): Promise<string> {
    await this.billing.requireBitbucket(workspaceId);
    if (body.connectionId) await this.connections.require(workspaceId, body.connectionId);
    const state = await this.attempts.begin(browser, {
      workspaceId,
      connectionId: body.connectionId ?? null,
      replaceOtherUser: body.replaceOtherUser ?? false,
      returnTo: body.returnTo,
    });
    return this.bitbucket.oauth.authorizeUrl({ state });
  }

  /**
   * Ends an attempt with what Bitbucket sent back. The state is consumed before the code is exchanged, so a code is
   * never exchanged twice; the same session repeating itself gets the outcome that was stored.
   */
  async finish(browser: Browser, callback: ConnectCallback): Promise<ConnectedView> {
    const attempt = await this.attempts.consume(browser, callback.state);
    if (!attempt) return this.repeat(browser, callback.state);
    try {
      const connectionId = await this.connect(attempt, callback);
      return await this.connected(attempt, connectionId);
    } catch (error) {
      const failure = error instanceof DomainError ? error : new DomainError('INTERNAL', { cause: error });
      const outcome = failureOutcome(withWayBack(failure, attempt));
      await this.attempts.storeOutcome(this.db, attempt.stateHash, outcome);
      throw withWayBack(failure, attempt);
    }
  }

  private async connect(attempt: ConnectAttempt, { code, error }: ConnectCallback): Promise<string> {
    if (error !== undefined || code === undefined) throw denial(error ?? 'no code');
    await this.requireOwner(attempt);
    await this.billing.requireBitbucket(attempt.workspaceId);
    const tokens = await this.bitbucket.oauth.exchangeCode(code);
    // Tokens that are refused from here on are dropped: to revoke them could end other connections of that user.
    const user = await this.currentUser(tokens);
    return this.store(attempt, user, tokens);
  }

  private async store(attempt: ConnectAttempt, user: BitbucketUser, tokens: TokenSet): Promise<string> {
    const { workspaceId, accountId: connectedBy, connectionId, replaceOtherUser } = attempt;
    const input = { workspaceId, connectedBy, user, tokens, replaceOtherUser };
    const renewal = connectionId ? { connectionId } : {};
    const { id } = await this.gitConnections.store({ ...input, ...renewal }, async (tx, write) => {
      // Checked again under the lock that a removal takes: a grant never comes after the person has gone.
      const owners = await this.workspaces.lockOwners(tx, workspaceId);
      if (!owners.includes(connectedBy)) throw new DomainError('FORBIDDEN');
      await this.attempts.storeOutcome(tx, attempt.stateHash, { connectionId: await write() });
    });
    return id;
  }

  /** Another tab or a reload: shows what came of the attempt, and waits while it is not over. */
  private async repeat(browser: Browser, state: string): Promise<ConnectedView> {
    const deadline = Date.now() + REPEAT_WAIT_MS;
    for (;;) {
      const attempt = await this.attempts.findConsumed(browser, state);
      if (!attempt) throw new DomainError('OAUTH_STATE_INVALID');
      const outcome: ConnectOutcome | null = readOutcome(attempt.outcome);
      if (outcome && 'connectionId' in outcome) {
        await this.requireOwner(attempt);
        return this.connected(attempt, outcome.connectionId);
      }
      if (outcome) throw failureOf(outcome);
      // The process that had consumed it is gone: nothing was stored, and its code is spent.
      if (Date.now() > deadline) throw new DomainError('OAUTH_STATE_INVALID');
      await new Promise((resolve) => setTimeout(resolve, REPEAT_POLL_MS));
    }
  }

  private async connected(attempt: ConnectAttempt, connectionId: string): Promise<ConnectedView> {
    const { workspaceId, returnTo } = attempt;
    return { connection: await this.connections.get(workspaceId, connectionId), workspaceId, returnTo };
  }

  /** The role may have changed since the attempt began. */
  private async requireOwner({ workspaceId, accountId }: ConnectAttempt): Promise<void> {
    const member = await this.workspaces.member(this.db, workspaceId, accountId);
    if (member?.role !== 'owner') throw new DomainError('FORBIDDEN');
  }

  private currentUser(tokens: TokenSet): Promise<BitbucketUser> {
    const api = this.bitbucket.as({
      userKey: 'connecting',
      accessToken: () => Promise.resolve(tokens.accessToken),
    });
    return api.user.current();
  }
}

function denial(error: string): DomainError {
  if (error === 'access_denied') return new DomainError('OAUTH_ACCESS_DENIED');
  return new DomainError('OAUTH_CODE_REFUSED', `Bitbucket did not grant access: ${error}.`, {
    params: { reason: error },
  });
}

/** Lets the page bring the user back to where they were, after a failure too, or begin the same attempt again. */
function withWayBack(error: DomainError, attempt: ConnectAttempt): DomainError {
  const { workspaceId, returnTo, connectionId } = attempt;
  return new DomainError(error.code, error.message, {
    params: { ...error.params, workspaceId, returnTo, ...(connectionId ? { connectionId } : {}) },
    cause: error.cause ?? error,
  });
}
