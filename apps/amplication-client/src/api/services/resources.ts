import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf } from '../client';
import { keepPreviousOf } from '../keep-previous';
import type { components } from '../schema';

export type Resource = components['schemas']['ResourceView'];
export type BuildBrief = components['schemas']['BuildBrief'];

const resourcesKey = (workspaceId: string) => ['workspaces', workspaceId, 'resources'] as const;
export const resourceKey = (resourceId: string) => ['resources', resourceId] as const;

export function useResources(workspaceId: string, { search, page }: { search: string; page: number }) {
  return useQuery({
    queryKey: [...resourcesKey(workspaceId), { search, page }],
    queryFn: async () =>
      bodyOf(
        await api.GET('/api/workspaces/{workspaceId}/resources', {
          params: {
            path: { workspaceId },
            query: { page, pageSize: 25, ...(search && { search }) },
          },
        }),
      ),
    placeholderData: keepPreviousOf(resourcesKey(workspaceId)),
  });
}

export function useResource(resourceId: string) {
  return useQuery({
    queryKey: resourceKey(resourceId),
    queryFn: async () =>
      bodyOf(await api.GET('/api/resources/{resourceId}', { params: { path: { resourceId } } })),
  });
}

export function useCreateResource(workspaceId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (body: components['schemas']['CreateResource']) =>
      bodyOf(
        await api.POST('/api/workspaces/{workspaceId}/resources', {
          params: { path: { workspaceId } },
          body,
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: resourcesKey(workspaceId) }),
  });
}

export function useChangeResource(resource: Resource) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (body: components['schemas']['ChangeResource']) =>
      bodyOf(
        await api.PATCH('/api/resources/{resourceId}', {
          params: { path: { resourceId: resource.id } },
          body,
        }),
      ),
    onSuccess: (changed) => {
      queryClient.setQueryData(resourceKey(resource.id), changed);
      return queryClient.invalidateQueries({ queryKey: resourcesKey(resource.workspaceId) });
    },
  });
}

/** What deleting a service would stop; asked when the warning opens. */
export function useResourceImpact(resourceId: string, enabled: boolean) {
  return useQuery({
    queryKey: [...resourceKey(resourceId), 'impact'],
    queryFn: async () =>
      bodyOf(await api.GET('/api/resources/{resourceId}/impact', { params: { path: { resourceId } } })),
    enabled,
    staleTime: 0,
  });
}

export function useDeleteResource(resource: Resource) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      await api.DELETE('/api/resources/{resourceId}', { params: { path: { resourceId: resource.id } } });
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: resourcesKey(resource.workspaceId) }),
  });
}
