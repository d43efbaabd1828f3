import { Body, Controller, Get, Inject, Param, Patch, Post, Res } from '@nestjs/common';
import { IsInt, IsOptional } from 'class-validator';
import { eq, sql } from 'drizzle-orm';
import { type Response } from 'express';
import { Allowed } from '../../../runtime/auth/decorators.js';
import { Database } from '../../../runtime/database/database.js';
import { answerTagged, etagOfVersion, IfMatch, refuseChanged } from '../../../runtime/http/etag.js';
import { ToNumber } from '../../../runtime/http/from-text.js';
import { Problem } from '../../../runtime/http/problem.js';
import { IsUuid } from '../../../runtime/http/rules.js';
import { counterPermissions, counters } from './tables.js';

class CounterKey {
  @ToNumber()
  @IsInt()
  id!: number;
}

class CounterValues {
  @IsInt()
  @IsOptional()
  id?: number;

  @IsInt()
  @IsOptional()
  value?: number | null;

  @IsUuid()
  @IsOptional()
  noteId?: string;
}

type Counter = typeof counters.$inferSelect;

@Controller('counters')
export class CountersController {
  constructor(@Inject(Database) private readonly database: Database) {}

  @Post()
  @Allowed(counterPermissions, 'create')
  async create(@Body() { id = 0, value, noteId }: CounterValues): Promise<unknown> {
    const values = { id, value: sql`${value ?? null}`, ...(noteId === undefined ? {} : { noteId }) };
    return this.database.drizzle.insert(counters).values(values).returning();
  }

  @Get(':id')
  @Allowed(counterPermissions, 'read')
  async find(
    @Param() { id }: CounterKey,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Counter | undefined> {
    const [row] = await this.database.drizzle.select().from(counters).where(eq(counters.id, id));
    if (!row) throw new Problem('NOT_FOUND');
    return answerTagged(response, etagOfVersion(row.version), row);
  }

  @Patch(':id')
  @Allowed(counterPermissions, 'update')
  update(
    @Param() { id }: CounterKey,
    @Body() { value }: CounterValues,
    @IfMatch() ifMatch: string | undefined,
  ): Promise<Counter | undefined> {
    return this.database.transaction(async () => {
      const [row] = await this.database.drizzle
        .select()
        .from(counters)
        .where(eq(counters.id, id))
        .for('update');
      if (!row) throw new Problem('NOT_FOUND');
      refuseChanged(ifMatch, etagOfVersion(row.version));
      const [changed] = await this.database.drizzle
        .update(counters)
        .set({ ...(value == null ? {} : { value }), version: sql`${counters.version} + 1` })
        .where(eq(counters.id, id))
        .returning();
      return changed;
    });
  }
}
