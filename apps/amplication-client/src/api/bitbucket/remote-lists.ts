import { useInfiniteQuery } from '@tanstack/react-query';
import { api, bodyOf } from '../client';
import { keepPreviousOf } from '../keep-previous';

/** Which connection a list of Bitbucket is read through. */
export interface ConnectionScope {
  workspaceId: string;
  connectionId: string;
}

const root =
  '/api/workspaces/{workspaceId}/bitbucket/connections/{connectionId}/bitbucket-workspaces' as const;
const key = (scope: ConnectionScope, ...rest: (string | undefined)[]) =>
  ['bitbucket', scope.connectionId, ...rest] as const;
const nextPage = (last: { page: number; hasNext: boolean }) => (last.hasNext ? last.page + 1 : undefined);

export function useBitbucketWorkspaces(scope: ConnectionScope, search: string) {
  return useInfiniteQuery({
    queryKey: key(scope, 'workspaces', search),
    initialPageParam: 1,
    getNextPageParam: nextPage,
    placeholderData: keepPreviousOf(key(scope, 'workspaces')),
    queryFn: async ({ pageParam }) =>
      bodyOf(
        await api.GET(root, {
          params: {
            path: { ...scope },
            query: { page: pageParam, pageSize: 50, ...(search && { search }) },
          },
        }),
      ),
  });
}

export function useBitbucketProjects(scope: ConnectionScope, bitbucketWorkspace: string, search: string) {
  return useInfiniteQuery({
    queryKey: key(scope, bitbucketWorkspace, 'projects', search),
    initialPageParam: 1,
    getNextPageParam: nextPage,
    placeholderData: keepPreviousOf(key(scope, bitbucketWorkspace, 'projects')),
    queryFn: async ({ pageParam }) =>
      bodyOf(
        await api.GET(`${root}/{bitbucketWorkspace}/projects`, {
          params: {
            path: { ...scope, bitbucketWorkspace },
            query: { page: pageParam, pageSize: 50, ...(search && { search }) },
          },
        }),
      ),
  });
}

export function useBitbucketRepositories(scope: ConnectionScope, bitbucketWorkspace: string, search: string) {
  return useInfiniteQuery({
    queryKey: key(scope, bitbucketWorkspace, 'repositories', search),
    initialPageParam: 1,
    getNextPageParam: nextPage,
    placeholderData: keepPreviousOf(key(scope, bitbucketWorkspace, 'repositories')),
    queryFn: async ({ pageParam }) =>
      bodyOf(
        await api.GET(`${root}/{bitbucketWorkspace}/repositories`, {
          params: {
            path: { ...scope, bitbucketWorkspace },
            query: { page: pageParam, pageSize: 50, ...(search && { search }) },
          },
        }),
      ),
  });
}

export function useBitbucketBranches(
  scope: ConnectionScope,
  repository: { bitbucketWorkspace: string; repository: string },
  search: string,
) {
  return useInfiniteQuery({
    queryKey: key(scope, repository.bitbucketWorkspace, repository.repository, 'branches', search),
    initialPageParam: 1,
    getNextPageParam: nextPage,
    placeholderData: keepPreviousOf(
      key(scope, repository.bitbucketWorkspace, repository.repository, 'branches'),
    ),
    queryFn: async ({ pageParam }) =>
      bodyOf(
        await api.GET(`${root}/{bitbucketWorkspace}/repositories/{repository}/branches`, {
          params: {
            path: { ...scope, ...repository },
            query: { page: pageParam, pageSize: 50, ...(search && { search }) },
          },
        }),
      ),
  });
}
