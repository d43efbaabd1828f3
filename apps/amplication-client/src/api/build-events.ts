import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { buildKey } from './builds';
import { resourceKey } from './resources';

/** One line of a build's log. */
export interface LogLine {
  id: number;
  step: string;
  level: 'info' | 'warning' | 'error';
  message: string;
  at: string;
}

export type StreamState = 'connecting' | 'live' | 'reconnecting' | 'ended';

/**
 * Follows a build from its first event on. The browser reconnects by itself and says where it stopped by
 * `Last-Event-ID`, so no line is lost or shown twice. `attempt` starts the stream anew after a retry.
 */
export function useBuildEvents(buildId: string, resourceId: string, attempt: number) {
  const queryClient = useQueryClient();
  const [lines, setLines] = useState<LogLine[]>([]);
  const [state, setState] = useState<StreamState>('connecting');
  useEffect(() => {
    setLines([]);
    setState('connecting');
    const source = new EventSource(`/api/builds/${buildId}/events?lastEventId=0`);
    const refresh = () => void queryClient.invalidateQueries({ queryKey: buildKey(buildId), exact: true });
    source.onopen = () => setState('live');
    source.onerror = () => setState(source.readyState === EventSource.CLOSED ? 'ended' : 'reconnecting');
    source.addEventListener('log', (event) => {
      const line = parseLogLine(event);
      if (line) setLines((all) => (all.some((other) => other.id === line.id) ? all : [...all, line]));
    });
    for (const type of ['step', 'status', 'pull-request']) source.addEventListener(type, refresh);
    source.addEventListener('end', () => {
      source.close();
      setState('ended');
      refresh();
      void queryClient.invalidateQueries({ queryKey: resourceKey(resourceId) });
    });
    return () => source.close();
  }, [buildId, resourceId, attempt, queryClient]);
  return { lines, state };
}

function parseLogLine(event: MessageEvent<string>): LogLine | null {
  const data: unknown = JSON.parse(event.data);
  if (typeof data !== 'object' || data === null || !('message' in data) || !('step' in data)) return null;
  const level = 'level' in data && (data.level === 'warning' || data.level === 'error') ? data.level : 'info';
  const at = 'at' in data ? String(data.at) : '';
  return { id: Number(event.lastEventId), step: String(data.step), level, message: String(data.message), at };
}
