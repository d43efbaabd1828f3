import { Alert, Anchor, Breadcrumbs, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAlertCircle, IconInfoCircle, IconRefresh } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { Link, useParams } from 'react-router';
import { useBuildEvents } from '../../api/builds/build-events';
import { type Build, useBuild, useRetryBuild } from '../../api/builds/builds';
import { BuildBadge } from '../../ui/build-badge';
import { ErrorAlert } from '../../ui/error-alert';
import { PageHeader } from '../../ui/page/page-header';
import { Time } from '../../ui/time';
import { BuildLog } from './build-log';
import { BuildSteps } from './build-steps';
import { FilesModal } from './files-modal';
import { PullRequestCard } from './pull-request-card';

const BuildReport = lazy(async () => ({ default: (await import('./build-report')).BuildReport }));

export function BuildPage() {
  const { buildId = '' } = useParams();
  const build = useBuild(buildId);
  if (build.data) return <LoadedBuild build={build.data} />;
  if (build.isPending) return <Skeleton height={240} aria-label="Loading the build" />;
  return (
    <ErrorAlert error={build.error} title="Could not load the build" onRetry={() => void build.refetch()} />
  );
}

function LoadedBuild({ build }: { build: Build }) {
  const { lines, state } = useBuildEvents(build.id, build.resourceId, build.attempt);
  const [browsing, { open, close }] = useDisclosure(false);
  const service = `/w/${build.workspaceId}/services/${build.resourceId}`;
  return (
    <>
      <Breadcrumbs mb="xs">
        <Anchor component={Link} to={service} size="sm">
          {build.resourceName}
        </Anchor>
        <Anchor component={Link} to={`${service}/builds`} size="sm">
          Builds
        </Anchor>
      </Breadcrumbs>
      <PageHeader
        title={`Build ${build.sequence}`}
        text={
          <Group gap="xs">
            <BuildBadge build={build} />
            <span>
              {build.title} · model version {build.modelVersion} · <Time at={build.createdAt} />
              {build.requestedBy ? ` by ${build.requestedBy.name}` : ''}
              {build.attempt > 1 ? ` · attempt ${build.attempt}` : ''}
            </span>
          </Group>
        }
        actions={
          build.fileCount !== null && (
            <Group gap="xs">
              <Button variant="default" onClick={open}>
                {build.fileCount} files
              </Button>
              <Button variant="default" component="a" href={`/api/builds/${build.id}/zip`} download>
                Download zip
              </Button>
            </Group>
          )
        }
      />
      <Stack>
        <Outcome build={build} />
        <PullRequestCard build={build} />
        <BuildSteps steps={build.steps} />
        <BuildLog lines={lines} state={state} />
        {build.report.markdown && (
          <Suspense fallback={<Skeleton height={120} />}>
            <BuildReport markdown={build.report.markdown} />
          </Suspense>
        )}
      </Stack>
      {browsing && <FilesModal build={build} onClose={close} />}
    </>
  );
}

/** What became of the build, where that needs a sentence. */
function Outcome({ build }: { build: Build }) {
  if (build.error) return <BuildFailure build={build} error={build.error} />;
  const sentence = outcomeSentence(build);
  if (!sentence) return null;
  return (
    <Alert color="blue" variant="light" icon={<IconInfoCircle aria-hidden />}>
      <Text size="sm">{sentence}</Text>
    </Alert>
  );
}

function outcomeSentence({ outcome, sequence }: Build): string | null {
  if (outcome === 'unchanged') return 'Nothing to push: the branch already holds the code of this build.';
  if (outcome === 'superseded')
    return `A newer build was pushed before this one, so build ${sequence} pushed nothing.`;
  if (outcome === 'generated')
    return 'No repository was connected, so the files were only generated. You can browse or download them.';
  return null;
}

function BuildFailure({ build, error }: { build: Build; error: NonNullable<Build['error']> }) {
  const retry = useRetryBuild(build);
  const git = `/w/${build.workspaceId}/services/${build.resourceId}/git`;
  return (
    <Alert
      color="red"
      variant="light"
      title="The build failed"
      icon={<IconAlertCircle aria-hidden />}
      role="alert"
    >
      <Text size="sm">{error.message}</Text>
      <Text size="xs" c="dimmed" mt={4}>
        {error.code}
      </Text>
      <Group mt="sm" gap="xs">
        {error.action === 'reconnect' && (
          <Button size="xs" component={Link} to={`/w/${build.workspaceId}/connections`}>
            Reconnect Bitbucket
          </Button>
        )}
        {error.action === 'resolve' && error.code !== 'MODEL_INVALID' && (
          <Button size="xs" variant="default" component={Link} to={git}>
            Open Git settings
          </Button>
        )}
        {error.code === 'MODEL_INVALID' && (
          <Button
            size="xs"
            variant="default"
            component={Link}
            to={`/w/${build.workspaceId}/services/${build.resourceId}/model`}
          >
            Fix the model
          </Button>
        )}
        <Button
          size="xs"
          variant="default"
          leftSection={<IconRefresh size={16} aria-hidden />}
          loading={retry.isPending}
          onClick={() => retry.mutate()}
        >
          Try again
        </Button>
      </Group>
      {retry.error && <ErrorAlert error={retry.error} title="Could not retry the build" />}
    </Alert>
  );
}
