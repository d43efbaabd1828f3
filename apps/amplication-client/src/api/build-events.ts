import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { followBuild, type StreamEvent, type StreamState } from './build-stream';
import { buildKey } from './builds';
import { resourceKey } from './resources';

/** One line of a build's log. */
export interface LogLine {
  id: number;
  attempt: number;
  level: 'info' | 'warning' | 'error';
  message: string;
  at: string;
}

/** The log of a build as it grows. `attempt` starts the stream anew after a retry. */
export function useBuildEvents(buildId: string, resourceId: string, attempt: number) {
  const queryClient = useQueryClient();
  const [lines, setLines] = useState<LogLine[]>([]);
  const [state, setState] = useState<StreamState>('connecting');
  useEffect(() => {
    setLines([]);
    setState('connecting');
    const refresh = () => void queryClient.invalidateQueries({ queryKey: buildKey(buildId), exact: true });
    return followBuild(buildId, {
      onState: (next) => {
        setState(next);
        // Tells an expired session, or a service that was deleted, from a server that restarts.
        if (next === 'reconnecting') refresh();
      },
      onEvent: (event) => {
        if (event.type === 'log') return setLines((all) => [...all, toLogLine(event)]);
        refresh();
        if (event.type === 'end') void queryClient.invalidateQueries({ queryKey: resourceKey(resourceId) });
      },
    });
  }, [buildId, resourceId, attempt, queryClient]);
  return { lines, state };
}

function toLogLine({ id, data }: StreamEvent): LogLine {
  const level = data.level === 'warning' || data.level === 'error' ? data.level : 'info';
  return { id, attempt: Number(data.attempt), level, message: String(data.message), at: String(data.at) };
}
