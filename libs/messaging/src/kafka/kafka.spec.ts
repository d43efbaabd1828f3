import { type Level, pino } from 'pino';
import { createKafka } from './kafka';

/** Level and text of what our log gets when kafkajs says something. */
function logged(say: (logger: ReturnType<ReturnType<typeof createKafka>['logger']>) => void) {
  const lines: { level: Level; msg: string }[] = [];
  const formatters = { level: (level: string) => ({ level }) };
  const logger = pino(
    { level: 'debug', formatters },
    { write: (line: string) => void lines.push(JSON.parse(line)) },
  );
  say(createKafka({ brokers: ['127.0.0.1:1'], clientId: 'test', logger }).logger());
  return lines;
}

describe('what kafkajs says', () => {
  it.each([
    ['The group coordinator is not available', {}],
    ['Connection error: connect ECONNREFUSED 127.0.0.1:1', {}],
    [
      '[Connection] Response Metadata(key: 3, version: 6)',
      { error: 'There is no leader for this partition' },
    ],
    ['Crash: the rest is in its error', { error: 'The group is rebalancing, so a rejoin is needed' }],
  ])('is a warning where it tries again by itself: %s', (message, extra) => {
    const [line] = logged((logger) => logger.error(message, extra));
    expect(line).toMatchObject({ level: 'warn', ...extra, msg: expect.stringContaining(message) });
  });

  it('is an error otherwise, with its details and without a second time or name', () => {
    const [line] = logged((logger) => logger.error('Topic authorization failed', { topic: 'a' }));
    expect(line).toMatchObject({ level: 'error', topic: 'a' });
    expect(line).not.toHaveProperty('timestamp');
    expect(line).not.toHaveProperty('logger');
  });

  it('is a warning when it warns, even of a thing that it does not try again', () => {
    expect(logged((logger) => logger.warn('KafkaJS v2 is new'))).toMatchObject([{ level: 'warn' }]);
  });

  it('is detail for whoever looks for it when it only informs', () => {
    expect(logged((logger) => logger.info('Consumer has joined the group'))).toMatchObject([
      { level: 'debug' },
    ]);
  });
});
