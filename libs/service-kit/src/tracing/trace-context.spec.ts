import { SpanKind } from '@opentelemetry/api';
import { currentTraceparent, withSpan } from './trace-context';
import { startTracing } from './tracing';

describe('a trace', () => {
  let stop: () => Promise<void>;
  beforeAll(() => {
    stop = startTracing('things', {});
  });
  afterAll(() => stop());

  it('goes on over a boundary by its traceparent', async () => {
    const sent = await withSpan('send', { kind: SpanKind.PRODUCER }, () =>
      Promise.resolve(currentTraceparent()),
    );
    expect(sent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    const received = await withSpan('receive', { kind: SpanKind.CONSUMER, traceparent: sent }, () =>
      Promise.resolve(currentTraceparent()),
    );
    expect(received?.slice(3, 35)).toBe(sent?.slice(3, 35));
    expect(received).not.toBe(sent);
  });

  it('is none outside of a span, and a failure passes through', async () => {
    expect(currentTraceparent()).toBeUndefined();
    const failing = withSpan('fail', { kind: SpanKind.INTERNAL }, () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
  });
});
