import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { OriginGuard } from '../http/origin.guard';
import { AccessGuard } from './access.guard';
import { AccessRepository } from './access.repository';
import { SessionGuard } from './session.guard';

/** The checks that every request passes, in this order: where it comes from, who sends it, what it is about. */
@Module({
  providers: [
    AccessRepository,
    { provide: APP_GUARD, useClass: OriginGuard },
    { provide: APP_GUARD, useClass: SessionGuard },
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
})
export class AccessModule {}
