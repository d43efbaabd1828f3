import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { IsInt, IsOptional } from 'class-validator';
import { and, eq } from 'drizzle-orm';
import { type Response } from 'express';
import { type Caller } from '../../../runtime/auth/caller.js';
import { Allowed, CallerOf } from '../../../runtime/auth/decorators.js';
import { type Action, hiddenFields, refuseUnwritable } from '../../../runtime/auth/permissions.js';
import { ownedValues, scopeOf } from '../../../runtime/auth/row-scope.js';
import { Database } from '../../../runtime/database/database.js';
import { ApiProblems } from '../../../runtime/http/api-problems.js';
import { answerTagged, ApiIfMatch, etagOf, IfMatch, refuseChanged } from '../../../runtime/http/etag.js';
import { Problem } from '../../../runtime/http/problem.js';
import { IsText, IsUuid } from '../../../runtime/http/rules.js';
import { Idempotent } from '../../../runtime/idempotency/idempotent.decorator.js';
import { notePermissions, notes } from './tables.js';

class CreateNote {
  @ApiProperty({ type: String })
  @IsText({ min: 1, max: 40 })
  title!: string;

  @ApiPropertyOptional({ type: String })
  @IsOptional()
  @IsText({})
  internal?: string;

  @ApiPropertyOptional({ type: Number })
  @IsOptional()
  @IsInt()
  price?: number;

  @ApiPropertyOptional({ type: String })
  @IsOptional()
  @IsText({})
  ownerId?: string;

  @ApiPropertyOptional({ type: String })
  @IsOptional()
  @IsText({})
  tenant?: string;
}

class UpdateNote extends PartialType(CreateNote) {}

class NoteKey {
  @IsUuid()
  id!: string;
}

type Note = typeof notes.$inferSelect;

@Controller('notes')
export class NotesController {
  constructor(@Inject(Database) private readonly database: Database) {}

  @Get()
  @Allowed(notePermissions, 'list')
  async list(@CallerOf() caller: Caller): Promise<{ items: Partial<Note>[] }> {
    const rows = await this.database.drizzle
      .select()
      .from(notes)
      .where(this.scope('list', caller))
      .orderBy(notes.title);
    return { items: rows.map((row) => shown(row, caller)) };
  }

  @Post()
  @Allowed(notePermissions, 'create')
  @Idempotent()
  @ApiCreatedResponse()
  @ApiProblems('BAD_REQUEST', 'VALUE_REFUSED', 'NOT_UNIQUE')
  async create(
    @Body() values: CreateNote,
    @CallerOf() caller: Caller,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Partial<Note>> {
    refuseUnwritable(notePermissions, values, caller);
    const { owner, tenant } = ownedValues(notePermissions, 'create', caller, {
      owner: values.ownerId,
      tenant: values.tenant,
    });
    const [row] = await this.database.drizzle
      .insert(notes)
      .values({
        ...values,
        ownerId: owner ?? values.ownerId ?? '',
        ...(tenant === undefined ? {} : { tenant }),
      })
      .returning();
    if (!row) throw new Error('no row');
    response.setHeader('Location', `/api/notes/${row.id}`);
    response.setHeader('ETag', etagOf(row));
    return shown(row, caller);
  }

  @Get(':id')
  @Allowed(notePermissions, 'read')
  @ApiProblems('NOT_FOUND')
  async find(
    @Param() key: NoteKey,
    @CallerOf() caller: Caller,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Partial<Note> | undefined> {
    const row = await this.one(key, 'read', caller);
    return answerTagged(response, etagOf(row), shown(row, caller));
  }

  @Patch(':id')
  @Allowed(notePermissions, 'update')
  @ApiIfMatch()
  @ApiProblems('NOT_FOUND', 'CHANGED_MEANWHILE')
  async update(
    @Param() key: NoteKey,
    @Body() values: UpdateNote,
    @CallerOf() caller: Caller,
    @IfMatch() ifMatch: string | undefined,
  ): Promise<Partial<Note>> {
    return this.database.transaction(async () => {
      refuseUnwritable(notePermissions, values, caller);
      ownedValues(notePermissions, 'update', caller, { owner: values.ownerId, tenant: values.tenant });
      refuseChanged(ifMatch, etagOf(await this.one(key, 'update', caller)));
      const [row] = await this.database.drizzle
        .update(notes)
        .set(values)
        .where(eq(notes.id, key.id))
        .returning();
      return shown(row ?? missing(), caller);
    });
  }

  @Delete(':id')
  @HttpCode(204)
  @Allowed(notePermissions, 'delete')
  async delete(@Param() key: NoteKey, @CallerOf() caller: Caller): Promise<void> {
    const where = and(eq(notes.id, key.id), this.scope('delete', caller));
    if ((await this.database.drizzle.delete(notes).where(where).returning()).length === 0) missing();
  }

  private async one({ id }: NoteKey, action: Action, caller: Caller): Promise<Note> {
    const where = and(eq(notes.id, id), this.scope(action, caller));
    const [row] = await this.database.drizzle.select().from(notes).where(where).for('update');
    return row ?? missing();
  }

  private scope(action: Action, caller: Caller) {
    return scopeOf(notePermissions, action, caller, { owner: notes.ownerId, tenant: notes.tenant });
  }
}

function shown(row: Note, caller: Caller): Partial<Note> {
  const hidden = hiddenFields(notePermissions, caller);
  return Object.fromEntries(Object.entries(row).filter(([field]) => !hidden.has(field)));
}

function missing(): never {
  throw new Problem('NOT_FOUND', 'There is no such note.');
}
