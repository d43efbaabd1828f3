import { file, type GeneratedFile } from '../render/generated-file';

/** Whether the service can do its work. */
export function healthFiles(): GeneratedFile[] {
  return [
    file('src/health/health.controller.ts', HEALTH_CONTROLLER),
    file('src/health/health.controller.test.ts', HEALTH_TEST),
    file('src/health/health.module.ts', HEALTH_MODULE),
  ];
}

const HEALTH_CONTROLLER = `import { Controller, Get, Inject, ServiceUnavailableException } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { sql } from 'drizzle-orm';
import { DATABASE, type Database } from '../database/database';

@ApiTags('Health')
@Controller('health')
export class HealthController {
  constructor(@Inject(DATABASE) private readonly database: Pick<Database, 'execute'>) {}

  /** 200 while the service can do its work; 503 while the database does not answer. */
  @Get()
  @ApiOkResponse()
  async check(): Promise<{ status: 'ok' }> {
    try {
      await this.database.execute(sql\`select 1\`);
    } catch (error) {
      throw new ServiceUnavailableException('The database does not answer.', { cause: error });
    }
    return { status: 'ok' };
  }
}
`;

const HEALTH_TEST = `import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DATABASE } from '../database/database';
import { startApi } from '../testing/start-api';
import { HealthController } from './health.controller';

const statusWith = async (execute: () => Promise<unknown>) => {
  const api = await startApi({
    controllers: [HealthController],
    providers: [{ provide: DATABASE, useValue: { execute } }],
  });
  const { status } = await api.send('GET', '/health');
  await api.close();
  return status;
};

describe('HealthController', () => {
  it('answers 200 while the database answers', async () => {
    assert.equal(await statusWith(async () => []), 200);
  });

  it('answers 503 while it does not', async () => {
    assert.equal(await statusWith(() => Promise.reject(new Error('down'))), 503);
  });
});
`;

const HEALTH_MODULE = `import { Module } from '@nestjs/common';
import { HealthController } from './health.controller';

@Module({ controllers: [HealthController] })
export class HealthModule {}
`;
