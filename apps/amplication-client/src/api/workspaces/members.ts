import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf } from '../client';
import { connectionsKey } from '../bitbucket/connections';
import { sessionKey } from './session';
import type { components } from '../schema';

export type Member = components['schemas']['MemberView'];
export type Role = components['schemas']['Role'];

const membersKey = (workspaceId: string) => ['workspaces', workspaceId, 'members'] as const;

export function useMembers(workspaceId: string, page: number) {
  return useQuery({
    queryKey: [...membersKey(workspaceId), page],
    queryFn: async () =>
      bodyOf(
        await api.GET('/api/workspaces/{workspaceId}/members', {
          params: { path: { workspaceId }, query: { page, pageSize: 25 } },
        }),
      ),
  });
}

export function useAddMember(workspaceId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (body: components['schemas']['AddMember']) =>
      bodyOf(
        await api.POST('/api/workspaces/{workspaceId}/members', { params: { path: { workspaceId } }, body }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: membersKey(workspaceId) }),
  });
}

export function useChangeMember(workspaceId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ accountId, role }: { accountId: string; role: Role }) =>
      bodyOf(
        await api.PATCH('/api/workspaces/{workspaceId}/members/{accountId}', {
          params: { path: { workspaceId, accountId } },
          body: { role },
        }),
      ),
    onSuccess: () => refresh(queryClient, workspaceId),
  });
}

/** What removing a member, or leaving, would stop. */
export function useMemberImpact(workspaceId: string, accountId: string) {
  return useQuery({
    // Not below the key of the list, which is read again when the member is gone and nothing can be asked of them.
    queryKey: ['workspaces', workspaceId, 'member-impact', accountId],
    queryFn: async () =>
      bodyOf(
        await api.GET('/api/workspaces/{workspaceId}/members/{accountId}/impact', {
          params: { path: { workspaceId, accountId } },
        }),
      ),
    staleTime: 0,
  });
}

/** Removes a member. Those who remove themselves leave, and start over with the workspaces that remain. */
export function useRemoveMember(workspaceId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ accountId }: { accountId: string; isOneself: boolean }) => {
      await api.DELETE('/api/workspaces/{workspaceId}/members/{accountId}', {
        params: { path: { workspaceId, accountId } },
      });
    },
    onSuccess: (_, { isOneself }) =>
      isOneself ? window.location.assign('/') : refresh(queryClient, workspaceId),
  });
}

/** A person may have changed what they themselves may do. */
async function refresh(queryClient: QueryClient, workspaceId: string): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: sessionKey });
  await queryClient.invalidateQueries({ queryKey: membersKey(workspaceId) });
  // The Bitbucket accounts that they had connected need a reconnect now.
  await queryClient.invalidateQueries({ queryKey: connectionsKey(workspaceId) });
}
