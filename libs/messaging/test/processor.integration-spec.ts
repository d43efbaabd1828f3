import { BUILD_REQUESTED } from '@amplication/contracts';
import { createDatabase, type DatabaseHandle, messagingSchema, migrateDatabase } from '@amplication/database';
import { createTestDatabase, type TestDatabase } from '@amplication/testing';
import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import type { EventContext } from '../src';
import { DeadLetters } from '../src/receiving/dead-letters';
import { EventProcessor } from '../src/receiving/event-processor';
import { buildRequested } from './fixture';

const TOPIC = BUILD_REQUESTED.name;
const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
const TRACEPARENT = `00-${TRACE_ID}-b7ad6b7169203331-01`;

let testDatabase: TestDatabase;
let database: DatabaseHandle;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  await migrateDatabase(testDatabase.url);
  database = createDatabase(testDatabase.url, { max: 2 });
}, 60_000);
afterAll(async () => {
  await database?.close();
  await testDatabase?.drop();
});

/** What one message comes to, and what is said and sent meanwhile. */
class Processing {
  readonly stopping = new AbortController();
  readonly lines: Record<string, unknown>[] = [];
  readonly deadLetters: string[] = [];
  beats = 0;
  /** How often the dead-letter topic is away before it takes a message. */
  refusals = 0;
  handle: (context: EventContext) => Promise<void> = () => Promise.resolve();

  async process(value: string | null, headers: Record<string, string> = {}): Promise<void> {
    const producer = {
      send: async ({ topic }: { topic: string }) => {
        if (this.refusals-- > 0) throw new Error('no broker');
        this.deadLetters.push(topic);
        return [];
      },
    };
    const processor = new EventProcessor({
      service: 'receiver',
      db: database.db,
      deadLetters: new DeadLetters(producer, 'test.', 'receiver'),
      logger: pino({ level: 'debug' }, { write: (line) => void this.lines.push(JSON.parse(line)) }),
    });
    const handler = {
      name: TOPIC,
      body: BUILD_REQUESTED.body,
      handle: (_body: object, eventContext: EventContext) => this.handle(eventContext),
    };
    const message = {
      key: Buffer.from('key'),
      value: value === null ? null : Buffer.from(value),
      headers: { ce_specversion: '1.0', ce_id: randomUUID(), ce_type: TOPIC, ...headers },
      offset: '7',
      timestamp: '0',
      attributes: 0,
    };
    const heartbeat = () => Promise.resolve(void this.beats++);
    await processor.process(handler, { partition: 3, message, heartbeat }, this.stopping.signal);
  }
}

const good = JSON.stringify(buildRequested());

describe('a handler', () => {
  it('is told which event it is, of which topic and trace, and has a log that says so', async () => {
    const processing = new Processing();
    const told: EventContext[] = [];
    processing.handle = async (eventContext) => {
      told.push(eventContext);
      eventContext.log.info('handled');
    };
    const id = randomUUID();
    await processing.process(good, { ce_id: id, traceparent: TRACEPARENT });
    expect(told).toEqual([expect.objectContaining({ eventId: id, topic: TOPIC, traceparent: TRACEPARENT })]);
    expect(processing.lines).toEqual([
      expect.objectContaining({ msg: 'handled', topic: TOPIC, partition: 3, offset: '7', eventId: id }),
    ]);
    await processing.process(good);
    expect(told[1]).not.toHaveProperty('traceparent');
  });
});

describe('a dead-letter topic that is away', () => {
  it('is waited for, as a member of the group: the message is not lost, and the log says where it came from', async () => {
    const processing = new Processing();
    processing.refusals = 3;
    await processing.process(null);
    expect(processing.deadLetters).toEqual([`test.${TOPIC}.dlq`]);
    expect(processing.beats).toBe(3);
    const said = { topic: TOPIC, partition: 3, offset: '7' };
    expect(processing.lines.map(({ msg }) => msg)).toEqual([
      ...Array.from({ length: 3 }, () => 'The dead-letter topic does not take a message; trying again'),
      'A message went to the dead-letter topic',
    ]);
    expect(processing.lines.at(-1)).toMatchObject({ ...said, reason: 'The message has no body.' });
  });

  it('leaves the message where it is when the consumer stops meanwhile', async () => {
    const processing = new Processing();
    processing.refusals = Infinity;
    processing.stopping.abort();
    await expect(processing.process(null)).rejects.toMatchObject({ name: 'ConsumerStopping' });
    expect(processing.deadLetters).toEqual([]);
  });
});

describe('the trace of an event', () => {
  const exporter = new InMemorySpanExporter();
  const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  beforeAll(() => provider.register());
  beforeEach(() => exporter.reset());
  afterAll(async () => {
    for (const global of [context, trace, propagation]) global.disable();
    await provider.shutdown();
  });
  const spans = () =>
    exporter.getFinishedSpans().map((span) => {
      const { name, kind, status } = span;
      return { name, kind, status, traceId: span.spanContext().traceId };
    });

  it('goes on from its sender to the handler and to what that sends', async () => {
    const processing = new Processing();
    let active: string | undefined;
    processing.handle = async () => void (active = trace.getActiveSpan()?.spanContext().traceId);
    await processing.process(good, { traceparent: TRACEPARENT });
    expect(active).toBe(TRACE_ID);
    expect(spans()).toEqual([
      {
        name: `process ${TOPIC}`,
        kind: SpanKind.CONSUMER,
        status: { code: SpanStatusCode.UNSET },
        traceId: TRACE_ID,
      },
    ]);
  });

  it('shows each try that failed, and why, without the values of a query', async () => {
    const processing = new Processing();
    let tries = 0;
    processing.handle = async () => {
      if (++tries === 1) throw new Error('insert (secret)', { cause: new Error('duplicate key') });
    };
    const id = randomUUID();
    await processing.process(good, { ce_id: id, traceparent: TRACEPARENT });
    expect(spans().map(({ status }) => status)).toEqual([
      { code: SpanStatusCode.ERROR, message: 'Error: duplicate key' },
      { code: SpanStatusCode.UNSET },
    ]);
    const inbox = await database.db.select().from(messagingSchema.inbox);
    expect(inbox.filter(({ eventId }) => eventId === id)).toHaveLength(1);
  });
});
