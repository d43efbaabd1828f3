import { DomainError } from '@amplication/contracts';
import { HealthRegistry, Stopping } from '@amplication/foundation';
import { Body, Controller, Get, Module, Post } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Type } from 'class-transformer';
import { IsInt, IsString, ValidateNested } from 'class-validator';
import request from 'supertest';
import { BaseEnv } from '../config/base-env';
import { createService } from './create-service';

class Part {
  @IsInt() size!: number;
}
class Thing {
  @IsString() name!: string;
  @ValidateNested({ each: true }) @Type(() => Part) parts!: Part[];
}

@Controller('things')
class ThingsController {
  constructor(private readonly env: BaseEnv) {}

  @Get('port')
  port() {
    return { port: this.env.PORT };
  }

  @Post()
  create(@Body() thing: Thing) {
    return { isThing: thing instanceof Thing };
  }

  @Get('missing')
  missing() {
    throw new DomainError('BASE_BRANCH_MISSING', 'There is no branch "dev".', { params: { branch: 'dev' } });
  }

  @Get('busy')
  busy() {
    throw Object.assign(new DomainError('BITBUCKET_UNREACHABLE'), { retryAfterMs: 1500 });
  }

  @Get('bug')
  bug() {
    throw new Error('connect to postgresql://user:hunter2@host failed');
  }
}

@Module({ controllers: [ThingsController] })
class ThingsModule {}

let app: NestExpressApplication;

beforeEach(async () => {
  const config = Object.assign(new BaseEnv(), { PORT: 4711 });
  app = await createService(ThingsModule, { app: 'things', level: 'silent', config });
  await app.init();
});
afterEach(() => app.close());

const http = () => request(app.getHttpServer());

describe('the configuration', () => {
  it('is injected by its class', async () => {
    await http().get('/things/port').expect(200, { port: 4711 });
  });
});

describe('an error', () => {
  it('of a request names every bad field by its path', async () => {
    const response = await http()
      .post('/things')
      .send({ parts: [{ size: 1 }, { size: 'x' }], extra: 1 })
      .expect(400);
    expect(response.body).toMatchObject({ code: 'VALIDATION_FAILED', action: 'resolve' });
    expect(response.body.fields.map((field: { path: string }) => field.path).toSorted()).toEqual([
      'extra',
      'name',
      'parts.1.size',
    ]);
    expect(response.body.requestId).toBe(response.headers['x-request-id']);
  });

  it('of ours keeps its code, sentence, action and params', async () => {
    const response = await http().get('/things/missing').set('X-Request-Id', 'request-1').expect(409);
    expect(response.body).toEqual({
      code: 'BASE_BRANCH_MISSING',
      message: 'There is no branch "dev".',
      action: 'resolve',
      params: { branch: 'dev' },
      requestId: 'request-1',
    });
  });

  it('that passes says when to try again', async () => {
    const response = await http().get('/things/busy').expect(502);
    expect(response.headers['retry-after']).toBe('2');
  });

  it('that is a bug shows nothing of itself', async () => {
    const response = await http().get('/things/bug').expect(500);
    expect(response.body).toMatchObject({ code: 'INTERNAL', action: 'contact' });
    expect(response.text).not.toContain('hunter2');
    expect(response.text).not.toContain('postgresql');
  });

  it.each([
    ['an unknown route', () => http().get('/nowhere'), 404, 'NOT_FOUND'],
    ['broken JSON', () => http().post('/things').type('json').send('{"name":'), 400, 'VALIDATION_FAILED'],
    [
      'a body that is too large',
      () =>
        http()
          .post('/things')
          .send({ name: 'x'.repeat(200_000) }),
      413,
      'VALIDATION_FAILED',
    ],
  ])('for %s has the same shape', async (_what, send, status, code) => {
    const response = await send().expect(status);
    expect(response.body).toMatchObject({ code, action: 'resolve', requestId: expect.any(String) });
  });
});

describe('health', () => {
  it('is live and ready when all neighbours answer', async () => {
    app.get(HealthRegistry).register('neighbour', () => Promise.resolve());
    await http().get('/health/live').expect(200, { status: 'ok' });
    const response = await http().get('/health/ready').expect(200);
    expect(response.body.details.neighbour.status).toBe('up');
  });

  it('is not ready when a neighbour is down, and says which', async () => {
    app
      .get(HealthRegistry)
      .register('neighbour', () => Promise.reject(new Error('refused, password=hunter2')));
    const response = await http().get('/health/ready').expect(503);
    expect(response.body.error.neighbour).toMatchObject({ status: 'down' });
    expect(response.text).not.toContain('hunter2');
    await http().get('/health/live').expect(200);
  });

  it('is not ready once the service is stopping', async () => {
    app.get(Stopping).begin();
    await http().get('/health/ready').expect(503, { status: 'stopping' });
  });
});

describe('metrics', () => {
  it('count requests by route', async () => {
    await http().get('/things/port');
    const response = await http().get('/metrics').expect(200);
    expect(response.text).toMatch(
      /http_request_duration_seconds_count\{method="GET",route="\/things\/port",status="200"[^}]*\} 1/,
    );
    expect(response.text).toContain('process_cpu_seconds_total');
  });
});
