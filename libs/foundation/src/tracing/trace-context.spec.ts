import { context, propagation, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { currentTraceparent, contextOf } from './trace-context';

const TRACEPARENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

describe('the trace of what runs', () => {
  const provider = new NodeTracerProvider();
  beforeAll(() => provider.register());
  afterAll(async () => {
    for (const global of [context, trace, propagation]) global.disable();
    await provider.shutdown();
  });

  it('is absent where there is no span', () => {
    expect(currentTraceparent()).toBeUndefined();
  });

  it('goes on from what an event or a request says', () => {
    expect(context.with(contextOf(TRACEPARENT), currentTraceparent)).toBe(TRACEPARENT);
    const span = provider.getTracer('test').startSpan('child', {}, contextOf(TRACEPARENT));
    expect(span.spanContext().traceId).toBe('0af7651916cd43dd8448eb211c80319c');
  });

  it.each([undefined, '', 'nonsense', `${TRACEPARENT}-more`, TRACEPARENT.toUpperCase()])(
    'is left out of account when the header says %s',
    (header) => {
      expect(trace.getSpan(contextOf(header))).toBeUndefined();
      expect(contextOf(header)).toBe(ROOT_CONTEXT);
    },
  );
});
