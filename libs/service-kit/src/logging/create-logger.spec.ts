import { PassThrough } from 'node:stream';
import { createLogger } from './create-logger';

function collect() {
  const destination = new PassThrough();
  const lines = () =>
    String(destination.read() ?? '')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  return { logger: createLogger('things', { destination }), lines };
}

describe('createLogger', () => {
  it('writes JSON lines with service, level, time and message', () => {
    const { logger, lines } = collect();
    logger.info({ buildId: 'b1' }, 'started');
    expect(lines()).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-.*Z$/),
        app: 'things',
        buildId: 'b1',
        msg: 'started',
      },
    ]);
  });

  it('holds no secret in fields, errors, messages and child loggers', () => {
    const { logger, lines } = collect();
    const child = logger.child({ token: 'SECRET', url: 'http://host/?code=SECRET' });
    const error = new Error('Bearer SECRET', { cause: { headers: { authorization: 'SECRET' } } });
    child.error({ err: error, password: 'SECRET' }, 'called http://host/?state=SECRET&x=1');
    child.error(error);
    child.warn('https://x-token-auth:SECRET@host');
    const written = lines();
    expect(written).toHaveLength(3);
    expect(JSON.stringify(written)).not.toContain('SECRET');
    expect(written[0].err).toMatchObject({ type: 'Error', message: 'Bearer [redacted]' });
  });
});
