import { file, type GeneratedFile } from '../render/generated-file';

/** What all entities share. */
export function commonFiles(): GeneratedFile[] {
  return [
    file('src/common/repository.ts', REPOSITORY),
    file('src/common/list-query.ts', LIST_QUERY),
    file('src/common/query-parts.ts', QUERY_PARTS),
    file('src/testing/in-memory-repository.ts', IN_MEMORY_REPOSITORY),
    file('src/testing/start-api.ts', START_API),
  ];
}

const REPOSITORY = `/** A part of a list; \`total\` counts the whole list. */
export interface Page<Row> {
  items: Row[];
  total: number;
}

/** Where rows are kept that nothing tells apart. */
export interface KeylessRepository<Row, New, Query> {
  list(query: Query): Promise<Page<Row>>;
  create(values: New): Promise<Row>;
}

/** Where the rows of one entity are kept. */
export interface Repository<Row, New, Changes, Key, Query> extends KeylessRepository<Row, New, Query> {
  find(key: Key): Promise<Row | undefined>;
  update(key: Key, values: Changes): Promise<Row | undefined>;
  delete(key: Key): Promise<boolean>;
}
`;

const LIST_QUERY = `import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { ToNumber } from './from-text';

/** Which part of a list. The underscore keeps these apart from the filters, which are named like the fields. */
export class ListQuery {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 100, default: 20 })
  @IsOptional()
  @ToNumber()
  @IsInt()
  @Min(1)
  @Max(100)
  _limit: number = 20;

  @ApiPropertyOptional({ type: 'integer', minimum: 0, maximum: 2_147_483_647, default: 0 })
  @IsOptional()
  @ToNumber()
  @IsInt()
  @Min(0)
  @Max(2_147_483_647)
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

const IN_MEMORY_REPOSITORY = `import type { ListQuery } from '../common/list-query';
import type { Page, Repository } from '../common/repository';

/** Keeps rows in memory, for tests. It does not filter or sort: that is PostgreSQL's work. */
export class InMemoryRepository<Row extends object, New extends object> implements Repository<
  Row,
  New,
  object,
  object,
  ListQuery
> {
  private rows: Row[] = [];

  /** @param toRow a whole row of what a caller gives */
  constructor(private readonly toRow: (values: New) => Row) {}

  async list({ _limit, _offset }: ListQuery): Promise<Page<Row>> {
    return { items: this.rows.slice(_offset, _offset + _limit), total: this.rows.length };
  }

  async find(key: object): Promise<Row | undefined> {
    const wanted = Object.entries(key);
    return this.rows.find((row) => {
      const values = new Map<string, unknown>(Object.entries(row));
      return wanted.every(([name, value]) => values.get(name) === value);
    });
  }

  async create(values: New): Promise<Row> {
    const row = this.toRow(values);
    this.rows.push(row);
    return row;
  }

  async update(key: object, values: object): Promise<Row | undefined> {
    const row = await this.find(key);
    return row && Object.assign(row, values);
  }

  async delete(key: object): Promise<boolean> {
    const row = await this.find(key);
    this.rows = this.rows.filter((one) => one !== row);
    return row !== undefined;
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
  send(method: string, path: string, body?: unknown): Promise<TestAnswer>;
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
      const response = await fetch(url + path, { method, headers, body: JSON.stringify(body) });
      const text = await response.text();
      return { status: response.status, body: text === '' ? {} : JSON.parse(text) };
    },
  };
}
`;
