import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf } from '../client';
import { resourceKey } from './resources';
import type { components } from '../schema';

export const modelKey = (resourceId: string) => [...resourceKey(resourceId), 'model'] as const;

export function useModel(resourceId: string) {
  return useQuery({
    queryKey: [...modelKey(resourceId), 'newest'],
    queryFn: async () =>
      bodyOf(await api.GET('/api/resources/{resourceId}/model', { params: { path: { resourceId } } })),
    // A refetch under an open editor would take the user's changes away.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}

export function useSaveModel(resourceId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (body: components['schemas']['SaveModel']) =>
      bodyOf(await api.PUT('/api/resources/{resourceId}/model', { params: { path: { resourceId } }, body })),
    onSuccess: async (saved) => {
      queryClient.setQueryData([...modelKey(resourceId), 'newest'], saved);
      await queryClient.invalidateQueries({ queryKey: resourceKey(resourceId), exact: true });
      await queryClient.invalidateQueries({ queryKey: [...modelKey(resourceId), 'versions'] });
    },
  });
}

export function useModelVersions(resourceId: string, page: number, enabled: boolean) {
  return useQuery({
    queryKey: [...modelKey(resourceId), 'versions', page],
    queryFn: async () =>
      bodyOf(
        await api.GET('/api/resources/{resourceId}/model/versions', {
          params: { path: { resourceId }, query: { page, pageSize: 10 } },
        }),
      ),
    enabled,
  });
}

export function useRestoreModel(resourceId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ older, onVersion }: { older: number; onVersion: number }) =>
      bodyOf(
        await api.POST('/api/resources/{resourceId}/model/versions/{version}/restore', {
          params: { path: { resourceId, version: older } },
          body: { version: onVersion },
        }),
      ),
    onSuccess: (restored) => {
      queryClient.setQueryData([...modelKey(resourceId), 'newest'], restored);
      return queryClient.invalidateQueries({ queryKey: [...modelKey(resourceId), 'versions'] });
    },
  });
}
