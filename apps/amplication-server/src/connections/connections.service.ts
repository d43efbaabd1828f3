import { scopeWords } from '@amplication/bitbucket-client';
import { DomainError, ERROR_CATALOGUE, isErrorCode } from '@amplication/contracts';
import { DATABASE, type Database } from '@amplication/database';
import { connectionRefusal, type ConnectionView, GitConnections } from '@amplication/git-connections';
import { Inject, Injectable } from '@nestjs/common';
import { AccountsRepository } from '../accounts/accounts.repository';
import { RunningBuilds } from '../running-builds/running-builds';
import { ConnectionUses } from './connection-uses.repository';
import type { ConnectionDto, ConnectionImpact, ConnectionList, StatusCauseView } from './connections.dto';

@Injectable()
export class ConnectionsService {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly gitConnections: GitConnections,
    private readonly accounts: AccountsRepository,
    private readonly uses: ConnectionUses,
    private readonly runningBuilds: RunningBuilds,
  ) {}

  async list(workspaceId: string): Promise<ConnectionList> {
    const connections = await this.gitConnections.list(workspaceId);
    return { items: await Promise.all(connections.map((connection) => this.show(connection))) };
  }

  async get(workspaceId: string, id: string): Promise<ConnectionDto> {
    return this.show(await this.require(workspaceId, id));
  }

  /** A connection of this workspace, in whatever state. */
  require(workspaceId: string, id: string): Promise<ConnectionView> {
    return this.gitConnections.get(workspaceId, id);
  }

  /** A connection through which Bitbucket can be asked now. One that is only suspect may be: the vault decides. */
  async requireUsable(workspaceId: string, id: string): Promise<ConnectionView> {
    const connection = await this.require(workspaceId, id);
    const refusal = connectionRefusal(connection);
    if (refusal) throw refusal;
    return connection;
  }

  async impact(workspaceId: string, id: string): Promise<ConnectionImpact> {
    await this.require(workspaceId, id);
    const [resources, runningBuilds] = await Promise.all([
      this.uses.resources(workspaceId, id),
      this.runningBuilds.list(this.db, { workspaceId, connectionId: id }),
    ]);
    return { resources, runningBuilds };
  }

  /** Deletes the tokens and stops the builds that would need them. Links stay, for a later reconnect. */
  async disconnect(workspaceId: string, id: string): Promise<void> {
    await this.gitConnections.disconnect(workspaceId, id);
    await this.db.transaction(async (tx) => {
      const reason = new DomainError('CONNECTION_GONE', { params: { connectionId: id } });
      await this.runningBuilds.stop(tx, { workspaceId, connectionId: id }, reason);
    });
  }

  private async show(connection: ConnectionView): Promise<ConnectionDto> {
    const by = await this.accounts.find(connection.connectedBy);
    const { id, workspaceId, status, statusCause, user, connectedAt, budget } = connection;
    return {
      id,
      workspaceId,
      status,
      statusCause: causeView(statusCause),
      user: { ...user },
      scopesGranted: connection.scopesGranted.map(scopeView),
      scopesMissing: connection.scopesMissing.map(scopeView),
      connectedBy: by && { id: by.id, name: by.name },
      connectedAt,
      budget: { limit: budget.limit, used: budget.used, heldUntil: budget.heldUntil },
    };
  }
}

const scopeView = (scope: string) => ({ scope, permission: scopeWords(scope) });

function causeView(code: string | null): StatusCauseView | null {
  return isErrorCode(code) ? { code, message: ERROR_CATALOGUE[code].text } : null;
}
