import { HealthRegistry, Stopping } from '@amplication/foundation';
import { Controller, Get, Res, VERSION_NEUTRAL } from '@nestjs/common';
import { HealthCheckService, HealthIndicatorService } from '@nestjs/terminus';
import type { Response } from 'express';
import { Public } from '../http/public';
import { redact } from '../redaction/redact';

const CHECK_TIMEOUT_MS = 3_000;

interface Answer {
  status: number;
  body: unknown;
}

/** Answers the questions of a load balancer or orchestrator. */
@Public()
@Controller({ path: 'health', version: VERSION_NEUTRAL })
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly registry: HealthRegistry,
    private readonly stopping: Stopping,
  ) {}

  /** 200 while the process answers at all. */
  @Get('live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** 200 when every registered check passes; 503, with the reasons, when one does not or the service is stopping. */
  @Get('ready')
  async ready(@Res() response: Response): Promise<void> {
    if (this.stopping.signal.aborted) {
      response.status(503).json({ status: 'stopping' });
      return;
    }
    const checks = this.registry.entries().map(
      ([name, check]) =>
        () =>
          this.indicators
            .check(name)
            .attempt(({ signal }) => check(signal))
            .withTimeout(CHECK_TIMEOUT_MS),
    );
    const { status, body } = await this.health.check(checks).then(
      (body): Answer => ({ status: 200, body }),
      (error: { getResponse?: () => unknown }) => {
        if (!error.getResponse) throw error;
        return { status: 503, body: redact(error.getResponse()) };
      },
    );
    response.status(status).json(body);
  }
}
