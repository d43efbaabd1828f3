import { Badge, Code, Group, ScrollArea, Text, Title } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { LogLine, StreamState } from '../../api/build-events';

const COLORS: Record<LogLine['level'], string | undefined> = {
  info: undefined,
  warning: 'yellow.9',
  error: 'red',
};
const STREAM: Record<StreamState, { label: string; color: string }> = {
  connecting: { label: 'connecting', color: 'gray' },
  live: { label: 'live', color: 'teal' },
  reconnecting: { label: 'reconnecting', color: 'yellow' },
  ended: { label: 'complete', color: 'gray' },
};

/** The log of a build; follows its end while the reader has not scrolled away from it. */
export function BuildLog({ lines, state }: { lines: LogLine[]; state: StreamState }) {
  const viewport = useRef<HTMLDivElement>(null);
  const follow = useRef(true);
  useEffect(() => {
    if (follow.current) viewport.current?.scrollTo({ top: viewport.current.scrollHeight });
  }, [lines.length]);
  return (
    <section aria-label="Log">
      <Group mb="xs" gap="xs">
        <Title order={2} size="h4">
          Log
        </Title>
        <Badge variant="light" color={STREAM[state].color}>
          {STREAM[state].label}
        </Badge>
      </Group>
      <ScrollArea.Autosize
        mah={360}
        viewportRef={viewport}
        viewportProps={{ tabIndex: 0, 'aria-label': 'Lines of the log' }}
        onScrollPositionChange={({ y }) => {
          const box = viewport.current;
          if (box) follow.current = box.scrollHeight - box.clientHeight - y < 24;
        }}
      >
        <Code block component="div" style={{ whiteSpace: 'pre-wrap' }} aria-live="polite">
          {lines.length === 0 ? 'Nothing yet.' : null}
          {lines.map((line) => (
            <Text key={line.id} size="sm" ff="monospace" c={COLORS[line.level]} component="div">
              <Text span size="xs" c="dimmed" ff="monospace">
                {line.at.slice(11, 19)}{' '}
              </Text>
              {line.message}
            </Text>
          ))}
        </Code>
      </ScrollArea.Autosize>
    </section>
  );
}
