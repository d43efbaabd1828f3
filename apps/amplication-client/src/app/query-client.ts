import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from '../api/api-error';
import { sessionKey } from '../api/workspaces/session';

/** A session that has ended elsewhere: the page goes to the sign-in, and back here after it. */
function onError(error: Error): void {
  if (error instanceof ApiError && error.code === 'NOT_AUTHENTICATED')
    queryClient.setQueryData(sessionKey, null);
}

/** What the server decided is not asked again; what was lost on the way is, twice. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (failures, error) => failures < 2 && !(error instanceof ApiError && error.status < 500),
    },
  },
});
