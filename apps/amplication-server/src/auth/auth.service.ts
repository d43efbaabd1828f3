import { DomainError, newId } from '@amplication/contracts';
import { DATABASE, type Database, isUniqueViolation } from '@amplication/database';
import { Inject, Injectable } from '@nestjs/common';
import { WorkspacesService } from '../workspaces/workspaces.service';
import { AccountsRepository } from '../accounts/accounts.repository';
import type { MeView, SessionView, SignIn, SignUp } from './auth.dto';
import { hashPassword, passwordMatches } from './password';

@Injectable()
export class AuthService {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly accounts: AccountsRepository,
    private readonly workspaces: WorkspacesService,
  ) {}

  /** Creates the account with a first workspace and its sample service, in one transaction. Returns the account's id. */
  async signUp({ email, name, password }: SignUp): Promise<string> {
    const id = newId();
    const passwordHash = await hashPassword(password);
    try {
      await this.db.transaction(async (tx) => {
        await this.accounts.insert(tx, { id, email, name, passwordHash });
        await this.workspaces.createWithSample(tx, id, `${name}'s workspace`);
      });
    } catch (error) {
      // Nothing went wrong, so there is no cause to log.
      if (isUniqueViolation(error, 'account_email')) throw new DomainError('EMAIL_TAKEN');
      throw error;
    }
    return id;
  }

  /** Returns the account's id. An unknown address and a wrong password cannot be told apart, not even by the time. */
  async signIn({ email, password }: SignIn): Promise<string> {
    const found = await this.accounts.findByEmail(email);
    const matches = await passwordMatches(found?.passwordHash ?? null, password);
    if (!found || !matches) throw new DomainError('CREDENTIALS_INVALID');
    return found.id;
  }

  /** The account that has just signed in. */
  async me(accountId: string): Promise<MeView> {
    const { account, workspaces } = await this.session(accountId);
    if (!account) throw new DomainError('NOT_AUTHENTICATED');
    return { account, workspaces };
  }

  /** What the session's account looks like now. An account that is gone is signed out. */
  async session(accountId: string | undefined): Promise<SessionView> {
    const found = accountId === undefined ? null : await this.accounts.find(accountId);
    if (!found) return { account: null, workspaces: [] };
    const { id, email, name } = found;
    return { account: { id, email, name }, workspaces: await this.workspaces.listOf(id) };
  }
}
