import { DATABASE, type Database } from '@amplication/database';
import { Public } from '@amplication/service-kit';
import { Body, Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { AccessChanges } from '../access/access-changes';
import { Operation } from '../http/operation';
import { Throttled } from '../http/throttled';
import { MeView, SessionView, SignIn, SignUp } from './auth.dto';
import { AuthService } from './auth.service';
import { endSession, SESSION_COOKIE, startSession } from './session';

@ApiTags('auth')
@Controller('api/auth')
export class AuthController {
  constructor(
    private readonly auth: AuthService,
    private readonly accessChanges: AccessChanges,
    @Inject(DATABASE) private readonly db: Database,
  ) {}

  @Post('sign-up')
  @Public()
  @Throttled()
  @Operation({
    id: 'signUp',
    summary: 'Create an account and sign in',
    description: 'Makes a first workspace with one sample service, and sets the session cookie.',
    status: 201,
    returns: MeView,
    errors: { 400: 'VALIDATION_FAILED', 409: 'EMAIL_TAKEN', 429: 'TOO_MANY_REQUESTS' },
  })
  async signUp(@Body() body: SignUp, @Req() request: Request): Promise<MeView> {
    const accountId = await this.auth.signUp(body);
    await this.endingSession(request, () => startSession(request, accountId));
    return this.auth.me(accountId);
  }

  @Post('sign-in')
  @Public()
  @Throttled()
  @Operation({
    id: 'signIn',
    summary: 'Sign in with e-mail address and password',
    description: 'Sets the session cookie. A wrong password and an unknown address get the same answer.',
    returns: MeView,
    errors: { 400: 'VALIDATION_FAILED', 401: 'CREDENTIALS_INVALID', 429: 'TOO_MANY_REQUESTS' },
  })
  async signIn(@Body() body: SignIn, @Req() request: Request): Promise<MeView> {
    const accountId = await this.auth.signIn(body);
    await this.endingSession(request, () => startSession(request, accountId));
    return this.auth.me(accountId);
  }

  @Post('sign-out')
  @Public()
  @Operation({ id: 'signOut', summary: 'End the session', status: 204 })
  async signOut(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    await this.endingSession(request, () => endSession(request));
    response.clearCookie(SESSION_COOKIE, { path: '/' });
  }

  @Get('me')
  @Public()
  @Operation({
    id: 'getMe',
    summary: 'Who is signed in',
    description:
      'The account and every workspace that it belongs to, with its role there. `account` is null when nobody is ' +
      'signed in, which is an answer and no error: every page asks this first.',
    returns: SessionView,
  })
  me(@Req() { session }: Request): Promise<SessionView> {
    return this.auth.session(session.accountId);
  }

  /** What the ended session holds open must end with it. */
  private async endingSession({ session }: Request, end: () => Promise<void>): Promise<void> {
    const { accountId } = session;
    await end();
    if (accountId) await this.accessChanges.publish(this.db, accountId);
  }
}
