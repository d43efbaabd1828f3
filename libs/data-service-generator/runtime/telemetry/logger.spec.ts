import { DrizzleQueryError } from 'drizzle-orm';
import { RequestContext, requestContext } from '../context/request-context.js';
import { createLogger } from './logger.js';
import { NestLogger } from './nest-logger.js';

const settings = { logLevel: 'trace', database: { applicationName: 'shop' } } as const;

function logged(write: (logger: ReturnType<typeof createLogger>) => void): Record<string, unknown>[] {
  const lines: Record<string, unknown>[] = [];
  write(createLogger(settings, { write: (line: string) => void lines.push(JSON.parse(line)) }));
  return lines;
}

it('writes lines of JSON, with the request that is being answered', () => {
  const lines = logged((logger) => {
    logger.info('before');
    requestContext.run(new RequestContext('r1'), () => logger.warn({ count: 2 }, 'within'));
  });
  expect(lines).toEqual([
    { level: 'info', time: expect.stringMatching(/^\d{4}-.*Z$/), service: 'shop', msg: 'before' },
    { level: 'warn', time: expect.any(String), service: 'shop', requestId: 'r1', count: 2, msg: 'within' },
  ]);
});

it('writes of an error what it says, and nothing that hangs on it', () => {
  const cause = new DrizzleQueryError(
    'select $1',
    ['hunter2'],
    Object.assign(new Error('hunter2'), { code: '23505' }),
  );
  const error = Object.assign(
    new Error('outer', { cause: Object.assign(new Error('inner'), { row: 'hunter2' }) }),
    {
      config: { headers: { authorization: 'hunter2' } },
    },
  );
  const [first, second] = logged((logger) => {
    logger.error({ err: error }, 'x');
    logger.error({ err: cause }, 'x');
  });
  expect(first).toMatchObject({ err: { type: 'Error', message: 'outer', cause: { message: 'inner' } } });
  expect(second).toMatchObject({ err: { message: 'A statement failed: SQLSTATE 23505\nselect $1' } });
  expect(JSON.stringify([first, second])).not.toContain('hunter2');
});

it("takes what Nest's logger is given", () => {
  const lines = logged((logger) => {
    const nest = new NestLogger(logger);
    nest.log('started', 'Router');
    nest.error(new Error('broken'), 'Jobs');
    nest.error('late', 'Error: late\n    at there (file.ts:1:1)', 'Handler');
    nest.verbose({ jobs: 2 });
    for (const level of ['fatal', 'warn', 'debug'] as const) nest[level]('x', 'y');
  });
  expect(lines).toMatchObject([
    { level: 'info', context: 'Router', msg: 'started' },
    { level: 'error', context: 'Jobs', err: { message: 'broken' } },
    { level: 'error', context: 'Handler', stack: expect.stringContaining('file.ts'), msg: 'late' },
    { level: 'trace', msg: '{"jobs":2}' },
    { level: 'fatal' },
    { level: 'warn' },
    { level: 'debug' },
  ]);
});
