import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Public } from '../auth/decorators.js';
import { Stopping } from '../context/stopping.js';
import { ApiProblems } from '../http/api-problems.js';
import { Problem } from '../http/problem.js';
import { DatabasePulse } from './database-pulse.js';

const OK = {
  schema: { type: 'object', required: ['status'], properties: { status: { type: 'string', enum: ['ok'] } } },
};

/** Answers the questions of a load balancer or an orchestrator. */
@ApiTags('Health')
@Controller('health')
export class HealthController {
  constructor(
    private readonly pulse: DatabasePulse,
    private readonly stopping: Stopping,
  ) {}

  /** 200 while the process answers at all. */
  @Get('live')
  @Public()
  @ApiOkResponse(OK)
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** 200 while the service can do its work; 503 while the database does not answer, or the service stops. */
  @Get('ready')
  @Public()
  @ApiOkResponse(OK)
  @ApiProblems('UNAVAILABLE')
  async ready(): Promise<{ status: 'ok' }> {
    if (this.stopping.hasBegun) throw new Problem('UNAVAILABLE', 'The service stops.');
    await this.pulse.check();
    return { status: 'ok' };
  }
}
