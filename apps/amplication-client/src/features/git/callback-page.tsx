import { Button, Center, Container, Loader, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { ApiError } from '../../api/api-error';
import { connectionsKey, finishConnect, useStartConnect } from '../../api/connections';
import { ErrorAlert } from '../../ui/error-alert';
import { PageHeader } from '../../ui/page-header';
import { type CallbackAnswer, forgetAnswer, takeAnswer } from './callback-answer';

/** The page that Bitbucket comes back to. Takes code and state out of the address before anything else happens. */
export function CallbackPage() {
  const [answer] = useState(takeAnswer);
  if (!answer)
    return (
      <Container size="sm" py="xl" component="main">
        <ErrorAlert error="This page is only for the way back from Bitbucket." title="Nothing to do here">
          <Button size="xs" component={Link} to="/">
            Go to your services
          </Button>
        </ErrorAlert>
      </Container>
    );
  return <FinishConnect answer={answer} />;
}

function FinishConnect({ answer }: { answer: CallbackAnswer }) {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  // A query, not a mutation: a page that is mounted twice asks once, and asking again is harmless.
  const outcome = useQuery({
    queryKey: ['connect', answer.state],
    queryFn: () => finishConnect(answer),
    retry: false,
    staleTime: Infinity,
    gcTime: 0,
  });
  useEffect(() => {
    if (!outcome.data) return;
    const { workspaceId, returnTo } = outcome.data;
    forgetAnswer();
    void queryClient.invalidateQueries({ queryKey: connectionsKey(workspaceId) });
    void navigate(returnTo, { replace: true });
  }, [outcome.data, navigate, queryClient]);
  return (
    <Container size="sm" py="xl" component="main">
      <PageHeader title="Connecting Bitbucket" />
      {outcome.isError ? (
        <Failure error={outcome.error} retry={() => void outcome.refetch()} />
      ) : (
        <Center mih={160}>
          <Stack align="center" role="status">
            <Loader />
            <Text>Bitbucket has sent you back. Storing the connection…</Text>
          </Stack>
        </Center>
      )}
    </Container>
  );
}

/** Each way in which connecting can fail, with the one button that helps. */
function Failure({ error, retry }: { error: Error; retry: () => void }) {
  const known = error instanceof ApiError ? error : null;
  const text = (key: string) => (typeof known?.params[key] === 'string' ? known.params[key] : undefined);
  const returnTo = text('returnTo') ?? '/';
  const workspaceId = text('workspaceId');
  const back = (
    <Button size="xs" variant="default" component={Link} to={returnTo}>
      Go back
    </Button>
  );
  if (known?.code === 'CONNECTION_OTHER_USER' && workspaceId)
    return (
      <ErrorAlert error={error} title="This is another Bitbucket account">
        <ReplaceUser workspaceId={workspaceId} returnTo={returnTo} connectionId={text('connectionId')} />
        {back}
      </ErrorAlert>
    );
  const restart = workspaceId && (
    <StartAgain workspaceId={workspaceId} returnTo={returnTo} connectionId={text('connectionId')} />
  );
  switch (known?.code) {
    case 'OAUTH_ACCESS_DENIED':
      return (
        <ErrorAlert
          error="On Bitbucket's page access was not granted, so nothing was connected."
          title="Access was denied"
        >
          {restart}
          {back}
        </ErrorAlert>
      );
    case 'OAUTH_STATE_INVALID':
      return (
        <ErrorAlert
          error="A connection attempt is good for ten minutes, and only in the browser session that began it. Begin again."
          title="This attempt is over"
        >
          <Button size="xs" component={Link} to={returnTo}>
            Begin again
          </Button>
        </ErrorAlert>
      );
    case 'OAUTH_CODE_REFUSED':
      return (
        <ErrorAlert error={error} title="Bitbucket refused the code">
          {restart ?? back}
        </ErrorAlert>
      );
    case 'FORBIDDEN':
    case 'BILLING_PLAN_REQUIRED':
    case 'CONSUMER_REFUSED':
      return (
        <ErrorAlert error={error} title="Bitbucket was not connected">
          {back}
        </ErrorAlert>
      );
    default:
      return (
        <ErrorAlert error={error} title="Bitbucket was not connected" onRetry={retry}>
          {restart}
          {back}
        </ErrorAlert>
      );
  }
}

interface Attempt {
  workspaceId: string;
  returnTo: string;
  connectionId: string | undefined;
}

function StartAgain({ workspaceId, returnTo, connectionId }: Attempt) {
  const start = useStartConnect(workspaceId);
  return (
    <Button
      size="xs"
      loading={start.isPending || start.isSuccess}
      onClick={() => start.mutate({ returnTo, connectionId })}
    >
      Connect again
    </Button>
  );
}

function ReplaceUser({ workspaceId, returnTo, connectionId }: Attempt) {
  const start = useStartConnect(workspaceId);
  return (
    <Button
      size="xs"
      loading={start.isPending || start.isSuccess}
      onClick={() => start.mutate({ returnTo, connectionId, replaceOtherUser: true })}
    >
      Use the other account from now on
    </Button>
  );
}
