import type { WithCacheConfig } from 'drizzle-orm/cache/core/types';
import {
  type NodePgClient,
  NodePgDatabase,
  NodePgSession,
  type NodePgTransaction,
} from 'drizzle-orm/node-postgres';
import {
  PgDialect,
  type PgPreparedQuery,
  type PgTransactionConfig,
  type PreparedQueryConfig,
  type SelectedFieldsOrdered,
} from 'drizzle-orm/pg-core';
import type { Query, SQL } from 'drizzle-orm';
import pg from 'pg';
import { queryFailure } from './query-failure';

/** Drizzle on a pool or one connection, whose queries fail with `QueryFailure` instead of an error that holds statement and values. */
export function databaseOn(connections: NodePgClient): NodePgDatabase {
  const dialect = new Dialect();
  return new NodePgDatabase(dialect, new Session(connections, dialect), undefined);
}

/** A value that cannot be written as a parameter fails here already, and its error may quote it. */
class Dialect extends PgDialect {
  override sqlToQuery(...args: Parameters<PgDialect['sqlToQuery']>): ReturnType<PgDialect['sqlToQuery']> {
    try {
      return super.sqlToQuery(...args);
    } catch (error) {
      throw queryFailure(error);
    }
  }
}

type NoTables = Record<string, never>;
type Transaction = NodePgTransaction<NoTables, NoTables>;

/** Whatever Drizzle runs is a prepared query of a session, so here are the doors that all of its errors leave by. */
class Session extends NodePgSession<NoTables, NoTables> {
  constructor(
    private readonly connections: NodePgClient,
    private readonly sqlDialect: PgDialect,
  ) {
    super(connections, sqlDialect, undefined);
  }

  override prepareQuery<T extends PreparedQueryConfig = PreparedQueryConfig>(
    query: Query,
    ...rest: PrepareOptions<T>
  ): PgPreparedQuery<T> {
    const prepared = super.prepareQuery<T>(query, ...rest);
    prepared.execute = withoutValues(prepared.execute.bind(prepared), query.sql);
    return prepared;
  }

  override async all<T = unknown>(query: SQL): Promise<T[]> {
    try {
      return await super.all<T>(query);
    } catch (error) {
      throw queryFailure(error);
    }
  }

  /** Drizzle's own would make a session of its own class for the connection of the transaction. */
  override async transaction<T>(
    work: (transaction: Transaction) => Promise<T>,
    config?: PgTransactionConfig,
  ): Promise<T> {
    if (!(this.connections instanceof pg.Pool)) return super.transaction(work, config);
    const client = await this.connections.connect();
    try {
      return await new Session(client, this.sqlDialect).transaction(work, config);
    } finally {
      client.release();
    }
  }
}

function withoutValues<Values, Result>(run: (values?: Values) => Promise<Result>, text: string) {
  return async (values?: Values): Promise<Result> => {
    try {
      return await run(values);
    } catch (error) {
      throw queryFailure(error, text);
    }
  };
}

type PrepareOptions<T extends PreparedQueryConfig> = [
  fields: SelectedFieldsOrdered | undefined,
  name: string | undefined,
  isResponseInArrayMode: boolean,
  customResultMapper?: (rows: unknown[][]) => T['execute'],
  queryMetadata?: { type: 'select' | 'update' | 'delete' | 'insert'; tables: string[] },
  cacheConfig?: WithCacheConfig,
];
