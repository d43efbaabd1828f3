import { jest } from '@jest/globals';
import { followBuild, type StreamEvent, type StreamState } from './build-stream';

/** As a browser's EventSource, but driven by the test. */
class FakeEventSource extends EventTarget {
  static readonly CLOSED = 2;
  static opened: FakeEventSource[] = [];
  readyState = 1;
  onopen?: () => void;
  onerror?: () => void;

  constructor(readonly url: string) {
    super();
    FakeEventSource.opened.push(this);
  }

  send(type: string, lastEventId: number, data: object = {}): void {
    this.dispatchEvent(
      new MessageEvent(type, { data: JSON.stringify(data), lastEventId: String(lastEventId) }),
    );
  }

  breakOff(state: number): void {
    this.readyState = state;
    this.onerror?.();
  }

  close(): void {
    this.readyState = 2;
  }
}

describe('followBuild', () => {
  const events: StreamEvent[] = [];
  const states: StreamState[] = [];
  let stop: () => void;
  const newest = () => FakeEventSource.opened[FakeEventSource.opened.length - 1] as FakeEventSource;

  beforeEach(() => {
    jest.useFakeTimers();
    events.length = states.length = FakeEventSource.opened.length = 0;
    Object.assign(globalThis, { EventSource: FakeEventSource });
    stop = followBuild('b1', {
      onEvent: (event) => events.push(event),
      onState: (state) => states.push(state),
    });
    newest().onopen?.();
  });
  afterEach(() => {
    stop();
    jest.useRealTimers();
    Reflect.deleteProperty(globalThis, 'EventSource');
  });

  it('begins with the first event', () => expect(newest().url).toBe('/api/builds/b1/events?lastEventId=0'));

  it('goes on after the last event when the server refused to answer for a while', () => {
    newest().send('log', 7, { message: 'one' });
    newest().breakOff(FakeEventSource.CLOSED);
    expect(states).toEqual(['live', 'reconnecting']);
    jest.advanceTimersByTime(1_000);
    expect(newest().url).toContain('lastEventId=7');
    newest().breakOff(FakeEventSource.CLOSED);
    jest.advanceTimersByTime(1_999);
    expect(FakeEventSource.opened).toHaveLength(2);
    jest.advanceTimersByTime(1);
    expect(FakeEventSource.opened).toHaveLength(3);
  });

  it('leaves it to the browser to renew what broke on the way, and reports no event twice', () => {
    newest().send('log', 7, { message: 'one' });
    newest().breakOff(0);
    newest().onopen?.();
    newest().send('log', 7, { message: 'one' });
    newest().send('log', 8, { message: 'two' });
    jest.advanceTimersByTime(60_000);
    expect(FakeEventSource.opened).toHaveLength(1);
    expect(events.map(({ data }) => data.message)).toEqual(['one', 'two']);
    expect(states).toEqual(['live', 'reconnecting', 'live']);
  });

  it('closes at the end, whose id is that of the last event', () => {
    newest().send('status', 9, { status: 'completed' });
    newest().send('end', 9, { status: 'completed' });
    expect(events.map(({ type }) => type)).toEqual(['status', 'end']);
    expect(states).toEqual(['live', 'ended']);
    expect(newest().readyState).toBe(FakeEventSource.CLOSED);
  });

  it('does not connect again once it was stopped', () => {
    newest().breakOff(FakeEventSource.CLOSED);
    stop();
    jest.advanceTimersByTime(60_000);
    expect(FakeEventSource.opened).toHaveLength(1);
  });
});
