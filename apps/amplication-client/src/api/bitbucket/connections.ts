import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf } from '../client';
import type { components } from '../schema';

export type Connection = components['schemas']['ConnectionDto'];

export const connectionsKey = (workspaceId: string) => ['workspaces', workspaceId, 'connections'] as const;

const LAST_PAGE = 'amplication.connect-page';

/** The Bitbucket accounts of a workspace, those that were disconnected included. */
export function useConnections(workspaceId: string) {
  return useQuery({
    queryKey: connectionsKey(workspaceId),
    queryFn: async () =>
      bodyOf(
        await api.GET('/api/workspaces/{workspaceId}/bitbucket/connections', {
          params: { path: { workspaceId } },
        }),
      ).items,
  });
}

/** Begins to connect: the answer's address is where the browser goes, in the same tab. */
export function useStartConnect(workspaceId: string) {
  return useMutation({
    mutationFn: async (body: components['schemas']['StartConnect']) =>
      bodyOf(
        await api.POST('/api/workspaces/{workspaceId}/bitbucket/connect', {
          params: { path: { workspaceId } },
          body,
        }),
      ),
    onSuccess: ({ authorizeUrl }, { returnTo }) => {
      sessionStorage.setItem(LAST_PAGE, returnTo);
      window.location.assign(authorizeUrl);
    },
  });
}

/** The page from which this tab last went to Bitbucket. */
export function lastConnectPage(): string | null {
  return sessionStorage.getItem(LAST_PAGE);
}

/** Hands what Bitbucket sent back to the server. Repeating it gives the stored outcome. */
export function finishConnect(body: components['schemas']['ConnectCallback']) {
  return api.POST('/api/bitbucket-auth-app/callback', { body }).then(bodyOf);
}

export function useConnectionImpact(workspaceId: string, connectionId: string) {
  return useQuery({
    queryKey: [...connectionsKey(workspaceId), connectionId, 'impact'],
    queryFn: async () =>
      bodyOf(
        await api.GET('/api/workspaces/{workspaceId}/bitbucket/connections/{connectionId}/impact', {
          params: { path: { workspaceId, connectionId } },
        }),
      ),
    staleTime: 0,
  });
}

export function useDisconnect(workspaceId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (connectionId: string) => {
      await api.DELETE('/api/workspaces/{workspaceId}/bitbucket/connections/{connectionId}', {
        params: { path: { workspaceId, connectionId } },
      });
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: connectionsKey(workspaceId) }),
  });
}
