import 'reflect-metadata';
import {
  BadRequestException,
  Controller,
  ForbiddenException,
  Get,
  Module,
  NotFoundException,
  Param,
  Query,
  Req,
  UnauthorizedException,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { jwtVerify } from 'jose';
import pg from 'pg';

/*
 * What the generated service is held against: two endpoints as a careful person would write them for these two
 * questions alone, with the same checks of token, role and input, and SQL by hand.
 */

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 10 });
const key = new TextEncoder().encode(process.env['AUTH_SHARED_KEY']);

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const COLUMNS = `id, sku, name, description, price, currency, stock, tags, attributes,
  created_at as "createdAt", updated_at as "updatedAt"`;

async function requireCaller(request: { headers: { authorization?: string } }): Promise<void> {
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined) throw new UnauthorizedException();
  const { payload } = await jwtVerify(token, key, { algorithms: ['HS256'] }).catch(() => {
    throw new UnauthorizedException();
  });
  if (!Array.isArray(payload['roles'])) throw new ForbiddenException();
}

class ProductsByHand {
  async list(request: { headers: { authorization?: string } }, limit = '20'): Promise<object> {
    await requireCaller(request);
    const count = Number(limit);
    if (!Number.isInteger(count) || count < 1 || count > 100) throw new BadRequestException('_limit');
    const text = `select ${COLUMNS} from public.products order by id limit $1`;
    const { rows } = await pool.query<{ id: string }>(text, [count + 1]);
    const items = rows.slice(0, count);
    return { items, next: rows.length > count ? (items.at(-1)?.id ?? null) : null };
  }

  async find(request: { headers: { authorization?: string } }, id: string): Promise<object> {
    await requireCaller(request);
    if (!UUID.test(id)) throw new BadRequestException('id');
    const { rows } = await pool.query<object>(`select ${COLUMNS} from public.products where id = $1`, [id]);
    return rows[0] ?? notFound();
  }
}

function notFound(): never {
  throw new NotFoundException();
}

// Without types at run time, decorators are called by hand.
Controller('api/products')(ProductsByHand);
const route = (name: 'list' | 'find', path: string) => {
  const descriptor = Object.getOwnPropertyDescriptor(ProductsByHand.prototype, name);
  if (descriptor) Get(path)(ProductsByHand.prototype, name, descriptor);
  Req()(ProductsByHand.prototype, name, 0);
};
route('list', '');
Query('_limit')(ProductsByHand.prototype, 'list', 1);
route('find', ':id');
Param('id')(ProductsByHand.prototype, 'find', 1);

class ByHandModule {}
Module({ controllers: [ProductsByHand] })(ByHandModule);

const app = await NestFactory.create(ByHandModule, { logger: false });
await app.listen(0, '127.0.0.1');
console.log(`Listening on ${await app.getUrl()}`);
