import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { followBuild, type StreamEvent, type StreamState } from './build-stream';
import { buildKey } from './builds';
import { resourceKey } from '../services/resources';

/** One line of a build's log. */
export interface LogLine {
  id: number;
  attempt: number;
  level: 'info' | 'warning' | 'error';
  message: string;
  at: string;
}

interface BuildLog {
  /** Build and attempt that the lines belong to. */
  stream: string;
  lines: LogLine[];
  state: StreamState;
}

/** The log of a build as it grows. `attempt` starts a new stream after a retry. */
export function useBuildEvents(buildId: string, resourceId: string, attempt: number) {
  const queryClient = useQueryClient();
  const stream = `${buildId} ${attempt}`;
  const [log, setLog] = useState<BuildLog>(() => emptyLog(stream));
  useEffect(() => {
    const change = (part: (log: BuildLog) => Partial<BuildLog>) =>
      setLog((last) => {
        const log = last.stream === stream ? last : emptyLog(stream);
        return { ...log, ...part(log) };
      });
    const refresh = () => void queryClient.invalidateQueries({ queryKey: buildKey(buildId), exact: true });
    return followBuild(buildId, {
      onState: (next) => {
        change(() => ({ state: next }));
        // Distinguishes an expired session, or a deleted service, from a server that restarts.
        if (next === 'reconnecting') refresh();
      },
      onEvent: (event) => {
        if (event.type === 'log') return change(({ lines }) => ({ lines: [...lines, toLogLine(event)] }));
        refresh();
        if (event.type === 'end') void queryClient.invalidateQueries({ queryKey: resourceKey(resourceId) });
      },
    });
  }, [buildId, resourceId, stream, queryClient]);
  // Until the first word of a new stream, the lines of the one before are still stored.
  const { lines, state } = log.stream === stream ? log : emptyLog(stream);
  return { lines, state };
}

function emptyLog(stream: string): BuildLog {
  return { stream, lines: [], state: 'connecting' };
}

function toLogLine({ id, data }: StreamEvent): LogLine {
  const level = data.level === 'warning' || data.level === 'error' ? data.level : 'info';
  return { id, attempt: Number(data.attempt), level, message: String(data.message), at: String(data.at) };
}
