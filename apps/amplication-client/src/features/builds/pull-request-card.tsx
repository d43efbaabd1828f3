import { Anchor, Badge, Button, Card, Group, List, Stack, Text, Title } from '@mantine/core';
import { IconExternalLink, IconGitPullRequest } from '@tabler/icons-react';
import { type Build, type PullRequest, usePullRequest } from '../../api/builds/builds';
import { Time } from '../../ui/time';

const STATES: Record<PullRequest['state'], { label: string; color: string }> = {
  OPEN: { label: 'open', color: 'blue' },
  MERGED: { label: 'merged', color: 'teal' },
  DECLINED: { label: 'declined', color: 'red' },
  SUPERSEDED: { label: 'superseded', color: 'gray' },
};

export function PullRequestLink({ pullRequest }: { pullRequest: PullRequest }) {
  const { label, color } = STATES[pullRequest.state];
  return (
    <Group gap={6} wrap="nowrap">
      <Anchor href={pullRequest.url} target="_blank" rel="noreferrer">
        #{pullRequest.number}
      </Anchor>
      <Badge color={color} variant="light" miw="max-content">
        {label}
      </Badge>
    </Group>
  );
}

/** The pull request of a build with the state that Bitbucket reports now, and what the build did to the files. */
export function PullRequestCard({ build }: { build: Build }) {
  const { report, target } = build;
  const pullRequest = usePullRequest(build);
  if (!pullRequest || !target) return null;
  const { label, color } = STATES[pullRequest.state];
  return (
    <Card withBorder component="section" aria-label="Pull request">
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start">
          <Group gap="sm" wrap="nowrap" align="flex-start" style={{ minWidth: 0 }}>
            <IconGitPullRequest aria-hidden style={{ flexShrink: 0 }} />
            <div style={{ minWidth: 0 }}>
              <Group gap="xs">
                <Title order={2} size="h4">
                  Pull request #{pullRequest.number}
                </Title>
                <Badge color={color} variant="light" data-testid="pull-request-state">
                  {label}
                </Badge>
              </Group>
              <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                {target.bitbucketWorkspaceSlug}/{target.repositorySlug}: {target.workBranch} into{' '}
                {target.baseBranch}
              </Text>
            </div>
          </Group>
          <Button
            component="a"
            href={pullRequest.url}
            target="_blank"
            rel="noreferrer"
            rightSection={<IconExternalLink size={16} aria-hidden />}
          >
            Open in Bitbucket
          </Button>
        </Group>
        <Text size="sm">{pullRequest.title}</Text>
        {report.counts && <Counts counts={report.counts} />}
        {report.conflicts.length > 0 && (
          <div>
            <Text size="sm" fw={600} c="var(--mantine-color-orange-light-color)">
              Review these files: your lines were kept, and the pull request shows the generated ones, or
              where they are.
            </Text>
            <List size="sm">
              {report.conflicts.map((path) => (
                <List.Item key={path}>
                  <Text size="sm" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
                    {path}
                  </Text>
                </List.Item>
              ))}
            </List>
          </div>
        )}
        <Text size="xs" c="dimmed" component="div">
          {pullRequest.stale ? 'Could not reach Bitbucket. State as of ' : 'State as of '}
          <Time at={pullRequest.checkedAt} />
          {report.commitSha && `, commit ${report.commitSha.slice(0, 8)}`}
        </Text>
      </Stack>
    </Card>
  );
}

const COUNT_LABELS: [keyof NonNullable<Build['report']['counts']>, string, string][] = [
  ['added', 'added', 'teal'],
  ['updated', 'updated', 'blue'],
  ['merged', 'merged', 'violet'],
  ['keptYours', 'kept yours', 'grape'],
  ['conflicts', 'conflicts', 'orange'],
  ['deleted', 'deleted', 'red'],
  ['deletedByYou', 'deleted by you', 'gray'],
  ['ignored', 'ignored', 'gray'],
  ['moved', 'moved', 'cyan'],
  ['unchanged', 'unchanged', 'gray'],
];

function Counts({ counts }: { counts: NonNullable<Build['report']['counts']> }) {
  return (
    <Group gap={6} aria-label="What the build did to the files">
      {COUNT_LABELS.filter(([key]) => counts[key] > 0).map(([key, label, color]) => (
        <Badge key={key} variant="light" color={color} tt="none">
          {counts[key]} {label}
        </Badge>
      ))}
    </Group>
  );
}
