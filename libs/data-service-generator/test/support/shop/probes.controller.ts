import { Controller, Get, HttpException, Inject, Param, Post, Query } from '@nestjs/common';
import { IsIn, IsInt, IsOptional } from 'class-validator';
import { ApiProduces } from '@nestjs/swagger';
import { sql } from 'drizzle-orm';
import { type Caller } from '../../../runtime/auth/caller.js';
import { CallerOf, Public, SignedIn } from '../../../runtime/auth/decorators.js';
import { Database } from '../../../runtime/database/database.js';
import { ToNumber } from '../../../runtime/http/from-text.js';
import { Problem, type ProblemCode, PROBLEMS } from '../../../runtime/http/problem.js';

export const SECRET = 'hunter2-in-a-message';

const CODES = Object.keys(PROBLEMS);

class CodeKey {
  @IsIn(CODES)
  code!: ProblemCode;
}

class Seconds {
  @ToNumber()
  @IsInt()
  @IsOptional()
  seconds: number = 0;
}

/** Routes that do what no entity does. */
@Controller('probes')
export class ProbesController {
  constructor(@Inject(Database) private readonly database: Database) {}

  @Get('public')
  @Public()
  public(): { status: string } {
    return { status: 'ok' };
  }

  @Get('caller')
  @SignedIn()
  caller(@CallerOf() { subject, tenant, roles }: Caller): object {
    return { subject, tenant, roles: [...roles] };
  }

  @Get('problems/:code')
  @Public()
  problem(@Param() { code }: CodeKey): never {
    throw new Problem(code);
  }

  @Get('error')
  @Public()
  error(): never {
    throw new Error(SECRET);
  }

  @Get('teapot')
  @Public()
  teapot(): never {
    throw new HttpException('I am a teapot.', 418);
  }

  @Get('text')
  @Public()
  @ApiProduces('text/csv')
  text(): string {
    return 'a,b';
  }

  /** A statement with a value that must not be told, which fails. */
  @Get('broken-statement')
  @Public()
  broken(): Promise<unknown> {
    return this.database.drizzle.execute(sql`select ${SECRET} from no_such_table`);
  }

  /** Two statements, the second of which is not begun when the first has taken too long. */
  @Post('sleep')
  @Public()
  sleep(@Query() { seconds }: Seconds): Promise<void> {
    return this.database.transaction(async () => {
      await this.database.drizzle.execute(sql`select pg_sleep(${seconds})`);
      await this.database.drizzle.execute(sql`update counters set value = value + 1`);
    });
  }

  /** Waits outside of the database. */
  @Get('wait')
  @Public()
  async wait(@Query() { seconds }: Seconds): Promise<{ status: string }> {
    await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
    return { status: 'ok' };
  }
}
