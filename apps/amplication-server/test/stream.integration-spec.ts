import { linkDirectly, Ring, startBuild } from './support/builds';
import { type Person, signUp } from './support/client';
import { readEvents, type StreamEvent } from './support/event-stream';
import { startServer, type TestServer } from './support/server';

describe('the event stream of a build', () => {
  let server: TestServer;
  let ring: Ring;
  let ada: Person;
  let closing = new AbortController();
  beforeEach(() => {
    closing = new AbortController();
  });
  afterEach(() => closing.abort());
  beforeAll(async () => {
    server = await startServer();
    ring = new Ring(server);
    ada = await signUp(server.url);
    await linkDirectly(server, ada);
  }, 60_000);
  afterAll(() => server.stop(), 60_000);

  const open = (id: string, query = '', headers: Record<string, string> = {}, client = ada.client) =>
    client.open(`/api/builds/${id}/events${query}`, closing.signal, headers);
  const isLog = (message: string) => (event: StreamEvent) => event.data.message === message;

  it('tells the whole story in order, then ends', async () => {
    const build = await startBuild(ada);
    const response = await open(build.id);
    expect(response.headers.get('content-type')).toMatch(/text\/event-stream/);
    const reading = readEvents(response);
    await ring.progress(build.id, { message: 'hello' });
    await ring.generated(build.id);
    await ring.pullRequest(build.id);
    const events = await reading;
    const ids = events.map(({ id }) => id ?? 0);
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
    expect(events[0]).toMatchObject({ type: 'status', data: { status: 'queued', attempt: 1 } });
    expect(events).toContainEqual(
      expect.objectContaining({
        type: 'log',
        data: expect.objectContaining({ message: 'hello', step: 'generate' }),
      }),
    );
    expect(events).toContainEqual(
      expect.objectContaining({
        type: 'pull-request',
        data: expect.objectContaining({ number: 7, state: 'OPEN' }),
      }),
    );
    expect(events.at(-2)).toMatchObject({
      type: 'status',
      data: { status: 'completed', outcome: 'created' },
    });
    expect(events.at(-1)).toMatchObject({ type: 'end', data: { status: 'completed' } });
  });

  it('catches up from the last event that was received, without a gap or a double', async () => {
    const build = await startBuild(ada);
    const first = await readUntil(build.id, '', 'one');
    await ring.progress(build.id, { message: 'missed' });
    const again = open(build.id, '', { 'last-event-id': String(first.at(-1)?.id) });
    const missed = await readEvents(await again, isLog('missed'));
    expect(missed.map(({ data }) => data.message)).toEqual(['missed']);

    const whole = await readEvents(await open(build.id), isLog('missed'));
    expect([...first, ...missed]).toEqual(whole);
  });

  it('begins after the state that the page has read', async () => {
    const build = await startBuild(ada);
    const events = await readUntil(build.id, `?lastEventId=${build.lastEventId}`, 'next');
    expect(events.filter(({ type }) => type === 'status').map(({ data }) => data.status)).toEqual([
      'generating',
    ]);
  });

  it('reaches streams of another server instance', async () => {
    const second = await server.another();
    try {
      const build = await startBuild(ada);
      const other = ada.client.copy(second.url);
      const reading = readEvents(await open(build.id, '', {}, other), isLog('from afar'));
      await ring.progress(build.id, { message: 'from afar' });
      expect((await reading).at(-1)).toMatchObject({ type: 'log' });
    } finally {
      await second.stop();
    }
  }, 60_000);

  async function readUntil(id: string, query: string, message: string): Promise<StreamEvent[]> {
    const reading = open(id, query).then((response) => readEvents(response, isLog(message)));
    await ring.progress(id, { message });
    return reading;
  }
});
