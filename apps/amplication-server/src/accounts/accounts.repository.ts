import { DATABASE, type Database, serverSchema, type Transaction } from '@amplication/database';
import { Inject, Injectable } from '@nestjs/common';
import { eq, sql } from 'drizzle-orm';

const { account } = serverSchema;
export type Account = typeof account.$inferSelect;

@Injectable()
export class AccountsRepository {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  async find(id: string): Promise<Account | null> {
    const rows = await this.db.select().from(account).where(eq(account.id, id));
    return rows[0] ?? null;
  }

  /** Addresses differ by more than case only. */
  async findByEmail(email: string): Promise<Account | null> {
    const rows = await this.db
      .select()
      .from(account)
      .where(eq(sql`lower(${account.email})`, email.toLowerCase()));
    return rows[0] ?? null;
  }

  async insert(tx: Transaction, values: typeof account.$inferInsert): Promise<void> {
    await tx.insert(account).values(values);
  }
}
