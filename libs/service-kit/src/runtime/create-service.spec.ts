import { Agent, get } from 'node:http';
import { connect } from 'node:net';
import { DomainError } from '@amplication/contracts';
import { HealthRegistry, Stopping } from '@amplication/foundation';
import {
  Body,
  type CanActivate,
  Controller,
  Get,
  HttpCode,
  Module,
  Param,
  Post,
  UseGuards,
} from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { waitFor } from '@amplication/testing';
import { Type } from 'class-transformer';
import { IsInt, IsString, ValidateNested } from 'class-validator';
import request from 'supertest';
import { BaseEnv } from '../config/base-env';
import { JsonBody, RawBody } from '../http/body/body-rule';
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

  @Get('named/:name')
  named(@Param('name') name: string) {
    return { name };
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

class Closed implements CanActivate {
  canActivate(): boolean {
    return false;
  }
}

@Controller('bodies')
class BodiesController {
  @Post('closed')
  @UseGuards(Closed)
  closed() {}

  @Post('form')
  @HttpCode(200)
  form() {}

  @Post('large')
  @HttpCode(200)
  @JsonBody({ maxBytes: 200_000, maxValues: 50_000 })
  large() {}

  @Post('raw')
  @HttpCode(200)
  @RawBody(1_000)
  raw(@Body() bytes: Buffer) {
    return { bytes: bytes.length };
  }
}

@Module({ controllers: [ThingsController, BodiesController] })
class ThingsModule {}

let app: NestExpressApplication;
let lines: string[];

beforeEach(async () => {
  lines = [];
  const config = Object.assign(new BaseEnv(), { PORT: 4711 });
  const logTo = { write: (line: string) => void lines.push(line) };
  app = await createService(ThingsModule, { app: 'things', level: 'info', logTo, config });
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

describe('a body', () => {
  const post = (path: string, body: string) => http().post(`/bodies/${path}`).type('json').send(body);
  const values = JSON.stringify(Array<number>(30_000).fill(1));

  it('is not read where a guard refuses the request', async () => {
    await post('closed', '{"broken":').expect(403);
    await post('form', '{"broken":').expect(400);
  });

  it.each([
    ['30,000 values', values],
    ['30,000 empty objects', JSON.stringify(Array<object>(30_000).fill({}))],
    ['5,000 levels', `${'['.repeat(5_000)}${']'.repeat(5_000)}`],
  ])('of %s is no form', async (_what, body) => {
    const response = await post('form', body).expect(400);
    expect(response.body).toMatchObject({ code: 'VALIDATION_FAILED' });
  });

  it('may be larger where the route says so, up to what it says', async () => {
    await post('large', values).expect(200);
    await post('large', `[${values},${values}]`).expect(400);
    await post('large', JSON.stringify('x'.repeat(200_000))).expect(413);
  });

  it('is handed over as it came where the route wants bytes', async () => {
    await post('raw', '{"broken":').expect(200, { bytes: 10 });
    await post('raw', 'x'.repeat(1_001)).expect(413);
  });

  it('that is compressed is refused', async () => {
    await http().post('/bodies/form').set('Content-Encoding', 'gzip').type('json').send('{}').expect(415);
  });
});

describe('a connection', () => {
  /** Sends bytes as they are; gives what came back once the server has closed, or after `until` is in it. */
  async function exchange(bytes: string, until?: string): Promise<string> {
    await app.listen(0, '127.0.0.1');
    const socket = connect(Number(new URL(await app.getUrl()).port), '127.0.0.1');
    socket.on('error', () => undefined);
    let answer = '';
    socket.on('data', (data) => (answer += String(data)));
    socket.write(bytes);
    await new Promise<void>((resolve) => {
      socket.once('close', () => resolve());
      socket.on('data', () => until !== undefined && answer.includes(until) && resolve());
    });
    socket.destroy();
    return answer;
  }
  const asking = 'GET /things/port HTTP/1.1\r\nHost: x\r\n\r\n';

  it('is ended when it sends a request before it has the answer to the last', async () => {
    const before = process.cpuUsage();
    const answer = await exchange(asking.repeat(1_000));
    const { user, system } = process.cpuUsage(before);
    expect(answer.split('HTTP/1.1').length - 1).toBeLessThanOrEqual(1);
    expect((user + system) / 1_000).toBeLessThan(250);
  });

  it('may send one after the other', async () => {
    expect(await exchange(asking, '4711')).toContain('HTTP/1.1 200');
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const url = `${await app.getUrl()}/things/port`;
    for (let i = 0; i < 3; i += 1) expect(await statusOf(url, agent)).toBe(200);
    agent.destroy();
  });

  it('must say the length of its body, and is closed otherwise', async () => {
    const chunks = '1\r\nx\r\n'.repeat(200_000);
    const before = process.cpuUsage();
    const answer = await exchange(
      `POST /nowhere HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}`,
    );
    const { user, system } = process.cpuUsage(before);
    expect(answer).toContain('HTTP/1.1 411');
    expect(answer).toContain('A body must say its length');
    expect((user + system) / 1_000).toBeLessThan(250);
  });

  it('may not announce more than anything here takes', async () => {
    const answer = await exchange('POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 20000000\r\n\r\n');
    expect(answer).toContain('HTTP/1.1 413');
    expect(answer).toMatch(/A body may have at most 12 MB/);
  });
});

/** The status of a request over the agent's connection. */
function statusOf(url: string, agent: Agent): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode));
    }).once('error', reject);
  });
}

describe('the log', () => {
  const accessLines = () =>
    lines.map((line): { msg?: string } => JSON.parse(line)).filter(({ msg }) => /^[A-Z]+ \//.test(msg ?? ''));

  it('has a line for an address that cannot be decoded, with the id that the answer has', async () => {
    const { body } = await http().get('/things/named/%E0%A4%A').expect(400);
    expect(body).toMatchObject({ code: 'VALIDATION_FAILED', requestId: expect.stringMatching(/.{8,}/) });
    await waitFor(() => accessLines().length > 0);
    expect(accessLines()).toEqual([
      expect.objectContaining({ msg: 'GET /things/named/%E0%A4%A 400', requestId: body.requestId }),
    ]);
  });

  it('has the path of an address and not its query, which may hold anything', async () => {
    await http().get('/things/port?email=ada@example.com&code[]=x').expect(200);
    await waitFor(() => accessLines().length > 0);
    expect(accessLines()[0]?.msg).toBe('GET /things/port 200');
  });

  it('says of a failure which kind it is', async () => {
    await http().get('/things/bug').expect(500);
    const errors = () =>
      lines.map((line): { err?: { type?: string } } => JSON.parse(line)).flatMap(({ err }) => err ?? []);
    await waitFor(() => errors().length > 0);
    expect(errors()[0]?.type).toBe('Error');
  });

  it('has the first thousand characters of a long address', async () => {
    await http()
      .get(`/things/${'x'.repeat(9_000)}`)
      .expect(404);
    await waitFor(() => accessLines().length > 0);
    expect(accessLines()[0]?.msg).toBe(`GET /things/${'x'.repeat(992)} 404`);
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
