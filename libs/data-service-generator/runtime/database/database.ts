import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import { Pool, type PoolClient } from 'pg';
import { requestContext } from '../context/request-context.js';
import { QueryFailure, queryFailureOf } from './query-failure.js';

/** The database of the service, and the transaction that is at hand. */
@Injectable()
export class Database {
  private readonly transactions = new AsyncLocalStorage<NodePgDatabase>();
  private readonly withoutTransaction: NodePgDatabase;

  constructor(readonly pool: Pool) {
    this.withoutTransaction = drizzle(pool);
  }

  /** For statements: the transaction at hand, or the pool. Throws when nobody waits for the answer any more. */
  get drizzle(): NodePgDatabase {
    requestContext.getStore()?.signal.throwIfAborted();
    return this.transactions.getStore() ?? this.withoutTransaction;
  }

  /**
   * Does some work in one transaction: all that it writes is kept, or when it throws nothing. Within another one it
   * belongs to that.
   */
  async transaction<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.transactions.getStore()) return work();
    requestContext.getStore()?.signal.throwIfAborted();
    const client = await this.connect();
    try {
      await client.query('BEGIN');
      const result = await this.transactions.run(drizzle(client), work);
      requestContext.getStore()?.signal.throwIfAborted();
      await client.query('COMMIT');
      client.release();
      return result;
    } catch (error) {
      // A connection of which nobody knows in what state it is serves nobody else.
      client.release(!(await isRolledBack(client, error)));
      throw queryFailureOf(error) ?? error;
    }
  }

  private async connect(): Promise<PoolClient> {
    try {
      return await this.pool.connect();
    } catch (error) {
      throw QueryFailure.withoutConnection(error);
    }
  }
}

async function isRolledBack(client: PoolClient, error: unknown): Promise<boolean> {
  if (queryFailureOf(error)?.isUnanswered) return false;
  return client.query('ROLLBACK').then(
    () => true,
    () => false,
  );
}
