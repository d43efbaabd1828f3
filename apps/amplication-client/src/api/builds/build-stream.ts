export type StreamState = 'connecting' | 'live' | 'reconnecting' | 'ended';

/** One event of a build as the server sent it. */
export interface StreamEvent {
  id: number;
  type: StreamEventType;
  data: Record<string, unknown>;
}

const TYPES = ['log', 'step', 'status', 'pull-request', 'end'] as const;
export type StreamEventType = (typeof TYPES)[number];

interface StreamListener {
  onEvent: (event: StreamEvent) => void;
  onState: (state: StreamState) => void;
}

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;

/**
 * Follows a build from its first event to its end; returns what stops it. A connection that breaks is renewed from the
 * last event on, so none is lost and none comes twice. `EventSource` renews by itself only what broke on the way, and
 * gives up when the answer is an error, as it is while the server restarts: that part is done here.
 */
export function followBuild(buildId: string, listener: StreamListener): () => void {
  let lastId = 0;
  let failures = 0;
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const open = () => {
    source = new EventSource(`/api/builds/${buildId}/events?lastEventId=${lastId}`);
    source.onopen = () => {
      failures = 0;
      listener.onState('live');
    };
    source.onerror = () => {
      listener.onState('reconnecting');
      if (source?.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(open, Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures));
      failures += 1;
    };
    for (const type of TYPES) source.addEventListener(type, (message) => receive(type, message));
  };
  const receive = (type: StreamEventType, message: MessageEvent<string>) => {
    const id = Number(message.lastEventId);
    if (type !== 'end' && id <= lastId) return;
    lastId = id;
    listener.onEvent({ id, type, data: parseObject(message.data) });
    if (type !== 'end') return;
    source?.close();
    listener.onState('ended');
  };

  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}

function parseObject(text: string): Record<string, unknown> {
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
