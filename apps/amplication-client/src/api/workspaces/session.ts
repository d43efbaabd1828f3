import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf } from '../client';

export const sessionKey = ['session'] as const;

/** Who is signed in, with their workspaces; `null` when nobody is. */
export function useSession() {
  return useQuery({
    queryKey: sessionKey,
    queryFn: async () => {
      const { account, workspaces } = bodyOf(await api.GET('/api/auth/me'));
      return account ? { account, workspaces } : null;
    },
    staleTime: 60_000,
  });
}

export function useSignIn() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (body: { email: string; password: string }) =>
      bodyOf(await api.POST('/api/auth/sign-in', { body })),
    onSuccess: (session) => queryClient.setQueryData(sessionKey, session),
  });
}

export function useSignUp() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (body: { email: string; password: string; name: string }) =>
      bodyOf(await api.POST('/api/auth/sign-up', { body })),
    onSuccess: (session) => queryClient.setQueryData(sessionKey, session),
  });
}

export function useSignOut() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      await api.POST('/api/auth/sign-out');
    },
    onSuccess: () => {
      queryClient.clear();
      queryClient.setQueryData(sessionKey, null);
    },
  });
}
