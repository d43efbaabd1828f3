import pino from 'pino';
import { NestLogger } from './nest-logger';

function lines(use: (logger: NestLogger) => void): Record<string, unknown>[] {
  const written: Record<string, unknown>[] = [];
  const destination = { write: (line: string) => void written.push(JSON.parse(line)) };
  use(new NestLogger(pino({ level: 'trace', base: null, timestamp: false }, destination)));
  return written;
}

describe("Nest's logger", () => {
  it.each([
    ['log', 30],
    ['fatal', 60],
    ['error', 50],
    ['warn', 40],
    ['debug', 20],
    ['verbose', 10],
  ] as const)('%s has its level and its context', (method, level) => {
    expect(lines((logger) => logger[method]('started', 'Router'))).toEqual([
      { level, context: 'Router', msg: 'started' },
    ]);
  });

  it('keeps an error, an object, and the stack that Nest gives as text', () => {
    const [error, fields, text] = lines((logger) => {
      logger.error(new Error('broken'), 'Jobs');
      logger.log({ jobs: 2 }, 'Jobs');
      logger.error('late', 'Error: late\n    at there (file.ts:1:1)', 'ExceptionsHandler');
    });
    expect(error).toMatchObject({ context: 'Jobs', err: { message: 'broken' } });
    expect(fields).toEqual({ level: 30, context: 'Jobs', jobs: 2 });
    expect(text).toMatchObject({
      context: 'ExceptionsHandler',
      err: { stack: expect.stringContaining('file.ts') },
    });
  });
});
