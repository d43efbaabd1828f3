import { Global, Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { Config, readConfig } from '../config.js';
import { Stopping } from '../context/stopping.js';
import { DatabaseModule } from '../database/database.module.js';
import { HealthModule } from '../health/health.module.js';
import { HttpModule } from '../http/requests/http.module.js';
import { IdempotencyModule } from '../idempotency/idempotency.module.js';
import { TelemetryModule } from '../telemetry/telemetry.module.js';

/** All that a service has before it has entities. */
@Global()
@Module({
  imports: [TelemetryModule, DatabaseModule, HttpModule, AuthModule, IdempotencyModule, HealthModule],
  providers: [{ provide: Config, useFactory: readConfig }, Stopping],
  exports: [Config, Stopping],
})
export class RuntimeModule {}
