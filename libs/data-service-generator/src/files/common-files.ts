import { file, type GeneratedFile } from '../render/generated-file';

/** What all entities share. */
export function commonFiles(): GeneratedFile[] {
  return [
    file('src/common/repository.ts', REPOSITORY),
    file('src/common/list-query.ts', LIST_QUERY),
    file('src/common/query-parts.ts', QUERY_PARTS),
    file('src/common/to-boolean.ts', TO_BOOLEAN),
    file('src/testing/in-memory-repository.ts', IN_MEMORY_REPOSITORY),
    file('src/testing/start-api.ts', START_API),
  ];
}

const REPOSITORY = `import type { ListQuery } from './list-query';

/** What every row has by itself. */
export interface BaseRow {
  id: string;
  createdAt: Date;
  updatedAt: Date;
}

/** A part of a list; \`total\` counts the whole list. */
export interface Page<Row> {
  items: Row[];
  total: number;
}

/** Where the rows of one entity are kept. */
export interface Repository<Row extends BaseRow, New, Query extends ListQuery = ListQuery> {
  list(query: Query): Promise<Page<Row>>;
  find(id: string): Promise<Row | undefined>;
  create(values: New): Promise<Row>;
  update(id: string, values: Partial<New>): Promise<Row | undefined>;
  delete(id: string): Promise<boolean>;
}
`;

const LIST_QUERY = `import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';

/** Which part of a list. The underscore keeps these apart from the filters, which are named like the fields. */
export class ListQuery {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 100, default: 20 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  _limit: number = 20;

  @ApiPropertyOptional({ type: 'integer', minimum: 0, default: 0 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  _offset: number = 0;

  @ApiPropertyOptional({ enum: ['asc', 'desc'], default: 'asc' })
  @IsOptional()
  @IsIn(['asc', 'desc'])
  _order: 'asc' | 'desc' = 'asc';
}
`;

const QUERY_PARTS = `import { asc, desc, eq, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

/** A filter that matches all when it has no value. */
export const equals = (column: PgColumn, value: unknown): SQL | undefined =>
  value === undefined ? undefined : eq(column, value);

export const inOrder = (column: PgColumn, order: 'asc' | 'desc'): SQL =>
  order === 'asc' ? asc(column) : desc(column);
`;

const TO_BOOLEAN = `import { Transform } from 'class-transformer';

/** Reads \`true\` and \`false\` of a query string; what is neither is left for the validation to refuse. */
export const ToBoolean = () =>
  Transform(({ value }) => (value === 'true' ? true : value === 'false' ? false : value));
`;

const IN_MEMORY_REPOSITORY = `import { randomUUID } from 'node:crypto';
import type { ListQuery } from '../common/list-query';
import type { BaseRow, Page, Repository } from '../common/repository';

/** Keeps rows in memory, for tests. It does not filter or sort: that is PostgreSQL's work. */
export class InMemoryRepository<Row extends BaseRow, New> implements Repository<Row, New> {
  private readonly rows = new Map<string, Row>();

  constructor(private readonly toRow: (base: BaseRow, values: New) => Row) {}

  async list({ _limit, _offset }: ListQuery): Promise<Page<Row>> {
    const items = [...this.rows.values()].slice(_offset, _offset + _limit);
    return { items, total: this.rows.size };
  }

  async find(id: string): Promise<Row | undefined> {
    return this.rows.get(id);
  }

  async create(values: New): Promise<Row> {
    const now = new Date();
    const row = this.toRow({ id: randomUUID(), createdAt: now, updatedAt: now }, values);
    this.rows.set(row.id, row);
    return row;
  }

  async update(id: string, values: Partial<New>): Promise<Row | undefined> {
    const row = this.rows.get(id);
    if (!row) return undefined;
    const updated = { ...row, ...values, updatedAt: new Date() };
    this.rows.set(id, updated);
    return updated;
  }

  async delete(id: string): Promise<boolean> {
    return this.rows.delete(id);
  }
}
`;

const START_API = `import type { ModuleMetadata } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { setUpApp } from '../common/set-up-app';

export interface TestAnswer {
  status: number;
  body: Record<string, unknown>;
}

export interface TestApi {
  send(method: string, path: string, body?: object): Promise<TestAnswer>;
  close(): Promise<void>;
}

/** Serves some controllers on a free port, as the service would. */
export async function startApi(metadata: ModuleMetadata): Promise<TestApi> {
  const module = await Test.createTestingModule(metadata).compile();
  const app = module.createNestApplication({ logger: false });
  setUpApp(app);
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  return {
    close: () => app.close(),
    async send(method, path, body) {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(url + path, { method, headers, body: body && JSON.stringify(body) });
      const text = await response.text();
      return { status: response.status, body: text === '' ? {} : JSON.parse(text) };
    },
  };
}
`;
