import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiError } from '../api-error';
import { api, bodyOf } from '../client';
import { type Resource, resourceKey } from '../services/resources';
import type { components } from '../schema';

export type RepositoryLink = components['schemas']['RepositoryLinkView'];

const linkKey = (resourceId: string) => [...resourceKey(resourceId), 'repository'] as const;

/** Where the builds of a service go; `null` when nowhere. Asked only if the service says that it has a repository. */
export function useRepositoryLink({ id: resourceId, repository }: Resource) {
  return useQuery({
    queryKey: linkKey(resourceId),
    enabled: repository !== null,
    initialData: repository === null ? null : undefined,
    queryFn: async () => {
      try {
        return bodyOf(
          await api.GET('/api/resources/{resourceId}/repository', { params: { path: { resourceId } } }),
        );
      } catch (error) {
        if (error instanceof ApiError && error.status === 404) return null;
        throw error;
      }
    },
  });
}

/** Stores the answer of a change and lets the service's own page read it. */
function useLinkMutation<Body>(resourceId: string, change: (body: Body) => Promise<RepositoryLink | null>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (link) => {
      queryClient.setQueryData(linkKey(resourceId), link);
      return queryClient.invalidateQueries({ queryKey: resourceKey(resourceId), exact: true });
    },
  });
}

export function useConnectRepository(resourceId: string) {
  return useLinkMutation(resourceId, async (body: components['schemas']['ConnectRepository']) =>
    bodyOf(
      await api.PUT('/api/resources/{resourceId}/repository', { params: { path: { resourceId } }, body }),
    ),
  );
}

export function useCreateRepository(resourceId: string) {
  return useLinkMutation(resourceId, async (body: components['schemas']['CreateRepository']) =>
    bodyOf(
      await api.POST('/api/resources/{resourceId}/repository', { params: { path: { resourceId } }, body }),
    ),
  );
}

export function useChangeLink(resourceId: string) {
  return useLinkMutation(resourceId, async (body: components['schemas']['LinkSettings']) =>
    bodyOf(
      await api.PATCH('/api/resources/{resourceId}/repository', { params: { path: { resourceId } }, body }),
    ),
  );
}

export function useUnlink(resourceId: string) {
  return useLinkMutation(resourceId, async (_: void) => {
    await api.DELETE('/api/resources/{resourceId}/repository', { params: { path: { resourceId } } });
    return null;
  });
}
