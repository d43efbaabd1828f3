import { Button, Center, Container, Loader, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { ApiError } from '../../../api/api-error';
import {
  connectionsKey,
  finishConnect,
  lastConnectPage,
  useStartConnect,
} from '../../../api/bitbucket/connections';
import { ErrorAlert } from '../../../ui/error-alert';
import { PageHeader } from '../../../ui/page/page-header';
import { type CallbackAnswer, forgetAnswer, takeAnswer } from './callback-answer';

/** The page that Bitbucket comes back to. Takes code and state out of the address before anything else happens. */
export function CallbackPage() {
  const [answer] = useState(takeAnswer);
  if (!answer)
    return (
      <Container size="sm" py="xl" component="main">
        <ErrorAlert error="You only land here on the way back from Bitbucket." title="Nothing to do here">
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
            <Text>Bitbucket has sent you back. Saving the connection…</Text>
          </Stack>
        </Center>
      )}
    </Container>
  );
}

interface FailureProps {
  error: Error;
  retry: () => void;
}

/** Each way in which connecting can fail, with the one button that helps, and the way back. */
function Failure({ error, retry }: FailureProps) {
  const known = error instanceof ApiError ? error : null;
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  const workspaceId = text(known?.params.workspaceId);
  // The server cannot say where an attempt began that it does not know; this browser may.
  const returnTo = text(known?.params.returnTo) ?? lastConnectPage() ?? '/';
  const attempt = workspaceId && { workspaceId, returnTo, connectionId: text(known?.params.connectionId) };
  const { title, message, ...failure } = describeFailure(known);
  const help = needsAttempt(failure.help) && !attempt ? 'back' : failure.help;
  return (
    <ErrorAlert error={message ?? error} title={title}>
      {help === 'again' && attempt && <StartButton {...attempt} label="Connect again" />}
      {help === 'replace' && attempt && (
        <StartButton {...attempt} label="Use the other account from now on" replaceOtherUser />
      )}
      {help === 'retry' && (
        <Button size="xs" onClick={retry}>
          Try again
        </Button>
      )}
      <Button size="xs" variant={help === 'back' ? 'filled' : 'subtle'} component={Link} to={returnTo}>
        {help === 'back' ? 'Go back' : 'Not now'}
      </Button>
    </ErrorAlert>
  );
}

const needsAttempt = (help: Help) => help === 'again' || help === 'replace';

/** What helps: the way again from the start, the same question again, another account, or nothing but going back. */
type Help = 'again' | 'retry' | 'replace' | 'back';

function describeFailure(error: ApiError | null): { title: string; message?: string; help: Help } {
  switch (error?.code) {
    case 'OAUTH_ACCESS_DENIED':
      return {
        title: 'Access was denied',
        message: "On Bitbucket's page access was not granted, so nothing was connected.",
        help: 'again',
      };
    case 'OAUTH_STATE_INVALID':
      return {
        title: 'This connection attempt has expired',
        message:
          'A connection attempt is valid for ten minutes, and only in the browser session that started it. Go back and press Connect again.',
        help: 'back',
      };
    case 'OAUTH_CODE_REFUSED':
      return { title: 'Bitbucket refused the code', help: 'again' };
    case 'BITBUCKET_UNREACHABLE':
      return { title: 'Bitbucket is not responding', help: 'again' };
    case 'CONNECTION_OTHER_USER':
      return { title: 'This is a different Bitbucket account', help: 'replace' };
    case 'CONSUMER_REFUSED':
      return { title: 'Bitbucket does not accept this installation', help: 'back' };
    case 'FORBIDDEN':
      return {
        title: 'Only owners can connect Bitbucket',
        message:
          'You are no longer an owner of this workspace, so nothing was connected. Ask one of its owners.',
        help: 'back',
      };
    case 'BILLING_PLAN_REQUIRED':
      return { title: 'Bitbucket is part of the enterprise plan', help: 'back' };
    case 'SERVER_UNREACHABLE':
    case 'TOO_MANY_REQUESTS':
      return { title: 'The connection has not been saved yet', help: 'retry' };
    default:
      return { title: 'Bitbucket was not connected', help: 'again' };
  }
}

interface StartButtonProps {
  workspaceId: string;
  returnTo: string;
  connectionId: string | undefined;
  label: string;
  replaceOtherUser?: boolean;
}

function StartButton({ workspaceId, label, connectionId, ...rest }: StartButtonProps) {
  const start = useStartConnect(workspaceId);
  const attempt = { ...rest, ...(connectionId !== undefined && { connectionId }) };
  return (
    <>
      <Button size="xs" loading={start.isPending || start.isSuccess} onClick={() => start.mutate(attempt)}>
        {label}
      </Button>
      {start.error && (
        <Text size="sm" role="alert">
          {start.error.message}
        </Text>
      )}
    </>
  );
}
