import { Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { HttpModule } from '../http/requests/http.module.js';
import { AccessCheck } from './access-check.js';
import { AccessGuard } from './access.guard.js';
import { Tokens } from './tokens/tokens.js';

/** Who may do what: a guard before every route, and a check at start that every route has its rule. */
@Module({
  imports: [DiscoveryModule, HttpModule],
  providers: [AccessCheck, Tokens, { provide: APP_GUARD, useClass: AccessGuard }],
  exports: [Tokens],
})
export class AuthModule {}
