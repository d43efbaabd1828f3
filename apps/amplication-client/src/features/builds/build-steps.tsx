import { Group, Loader, Paper, Stack, Text } from '@mantine/core';
import { IconCircle, IconCircleCheck, IconCircleMinus, IconCircleX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { BuildStep } from '../../api/builds/builds';

const LABELS: Record<BuildStep['name'], string> = {
  queue: 'Wait in the queue',
  generate: 'Generate the code',
  push: 'Push to Bitbucket',
  'pull-request': 'Open or update the pull request',
};

const STATES: Record<BuildStep['status'], { icon: ReactNode; label: string }> = {
  waiting: {
    icon: <IconCircle size={20} aria-hidden color="var(--mantine-color-dimmed)" />,
    label: 'waiting',
  },
  running: { icon: <Loader size={18} aria-hidden />, label: 'running' },
  done: {
    icon: <IconCircleCheck size={20} aria-hidden color="var(--mantine-color-teal-7)" />,
    label: 'done',
  },
  failed: { icon: <IconCircleX size={20} aria-hidden color="var(--mantine-color-red-7)" />, label: 'failed' },
  skipped: {
    icon: <IconCircleMinus size={20} aria-hidden color="var(--mantine-color-dimmed)" />,
    label: 'skipped',
  },
};

/** The steps of a build, each with its state and how long it took. */
export function BuildSteps({ steps }: { steps: BuildStep[] }) {
  return (
    <Paper withBorder p="md">
      <Stack gap="sm" component="ol" style={{ listStyle: 'none', margin: 0, padding: 0 }} aria-label="Steps">
        {steps.map((step) => (
          <Group key={step.name} component="li" gap="sm" wrap="nowrap">
            {STATES[step.status].icon}
            <Text size="sm" style={{ flex: 1 }}>
              {LABELS[step.name]}
              <span className="visually-hidden">: {STATES[step.status].label}</span>
            </Text>
            <Text size="sm" c="dimmed">
              {duration(step)}
            </Text>
          </Group>
        ))}
      </Stack>
    </Paper>
  );
}

function duration({ status, startedAt, finishedAt }: BuildStep): string {
  if (status === 'skipped') return 'skipped';
  if (!startedAt || !finishedAt) return '';
  const seconds = (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000;
  // Rounded before it is split: nobody counts to 60 seconds.
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
