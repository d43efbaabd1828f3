import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf } from '../client';
import { sessionKey } from './session';

export function useCreateWorkspace() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (body: { name: string }) => bodyOf(await api.POST('/api/workspaces', { body })),
    // Waited for: the page of the new workspace asks the session whether the person belongs to it.
    onSuccess: () => queryClient.invalidateQueries({ queryKey: sessionKey }),
  });
}

export function useRenameWorkspace(workspaceId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (body: { name: string }) =>
      bodyOf(await api.PATCH('/api/workspaces/{workspaceId}', { params: { path: { workspaceId } }, body })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: sessionKey }),
  });
}
