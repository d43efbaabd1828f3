import { QueryClient } from '@tanstack/react-query';
import { ApiError } from '../api/api-error';

/** What the server decided is not asked again; what was lost on the way is, twice. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (failures, error) => failures < 2 && !(error instanceof ApiError && error.status < 500),
    },
  },
});
