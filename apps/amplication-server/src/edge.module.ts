import { securityHeaders } from '@amplication/service-kit';
import { type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { AccessGuard } from './access/access.guard';
import { AccessRepository } from './access/access.repository';
import { AccessRules } from './access/access-rules';
import { SessionMiddleware } from './auth/session.middleware';
import { WEBHOOKS_PATH } from './repositories/webhooks/webhooks-path';
import { OriginGuard } from './http/origin.guard';
import { RequestLimit } from './http/throttled';

/**
 * The way of a request, in this order. Each step costs more than the one before it, and who is refused by one never
 * reaches the next:
 *
 * 1. one request of a connection at a time, log line, trace and metrics, a body's length (`service-kit`)
 * 2. `RequestLimit`: how often one address may ask for anything but the health
 * 3. headers of the answer
 * 4. session: a signed cookie is looked up
 * 5. `OriginGuard`: where it comes from
 * 6. `AccessGuard`: who sends it, and what it is about, by the rule of the route; without a rule nobody passes
 * 7. `Throttled`, on the routes that have it: what can be guessed, or costs much
 * 8. `BodyInterceptor` (`service-kit`): only now is the body read, parsed and bounded
 * 9. validation of body, query and path; then the handler
 */
@Module({
  imports: [DiscoveryModule],
  providers: [
    AccessRepository,
    AccessRules,
    RequestLimit,
    SessionMiddleware,
    { provide: APP_GUARD, useClass: OriginGuard },
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
})
export class EdgeModule implements NestModule {
  constructor(private readonly limit: RequestLimit) {}

  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(this.limit.middleware).exclude('health/{*path}').forRoutes('{*path}');
    consumer.apply(securityHeaders()).forRoutes('api/{*path}');
    consumer.apply(SessionMiddleware).exclude(`${WEBHOOKS_PATH}/{*path}`).forRoutes('api/{*path}');
  }
}
