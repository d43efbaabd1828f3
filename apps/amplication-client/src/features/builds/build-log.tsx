import { Badge, Code, Group, ScrollArea, Text, Title } from '@mantine/core';
import { Fragment, useEffect, useRef } from 'react';
import type { LogLine } from '../../api/builds/build-events';
import type { StreamState } from '../../api/builds/build-stream';

const COLORS: Record<LogLine['level'], string> = {
  info: 'inherit',
  warning: 'var(--mantine-color-yellow-light-color)',
  error: 'var(--mantine-color-red-light-color)',
};
const STREAM: Record<StreamState, { label: string; color: string }> = {
  connecting: { label: 'connecting', color: 'gray' },
  live: { label: 'live', color: 'teal' },
  reconnecting: { label: 'reconnecting', color: 'yellow' },
  ended: { label: 'complete', color: 'gray' },
};

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });

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
        <Badge variant="light" color={STREAM[state].color} role="status">
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
          {lines.map((line, index) => (
            <Fragment key={line.id}>
              {line.attempt > 1 && line.attempt !== lines[index - 1]?.attempt && (
                <Text size="sm" ff="monospace" c="dimmed" component="div">
                  Attempt {line.attempt}
                </Text>
              )}
              <Text size="sm" ff="monospace" c={COLORS[line.level]} component="div" data-testid="log-line">
                <Text span size="xs" c="dimmed" ff="monospace">
                  {clock.format(new Date(line.at))}{' '}
                </Text>
                {line.message}
              </Text>
            </Fragment>
          ))}
        </Code>
      </ScrollArea.Autosize>
    </section>
  );
}
