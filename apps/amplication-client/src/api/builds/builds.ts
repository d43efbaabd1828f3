import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiError } from '../api-error';
import { api, bodyOf } from '../client';
import { keepPreviousOf } from '../keep-previous';
import { resourceKey } from '../services/resources';
import type { components } from '../schema';

export type Build = components['schemas']['BuildView'];
export type BuildSummary = components['schemas']['BuildSummary'];
export type BuildStep = components['schemas']['StepView'];
export type PullRequest = components['schemas']['PullRequestView'];

export const buildKey = (buildId: string) => ['builds', buildId] as const;
const buildsKey = (resourceId: string) => [...resourceKey(resourceId), 'builds'] as const;

export function useBuilds(resourceId: string, { page, search }: { page: number; search: string }) {
  return useQuery({
    queryKey: [...buildsKey(resourceId), { page, search }],
    queryFn: async () =>
      bodyOf(
        await api.GET('/api/resources/{resourceId}/builds', {
          params: { path: { resourceId }, query: { page, pageSize: 20, ...(search && { search }) } },
        }),
      ),
    placeholderData: keepPreviousOf(buildsKey(resourceId)),
    // What is running changes by itself; a list of finished builds need not be asked again.
    refetchInterval: (query) =>
      query.state.data?.items.some((build) => build.finishedAt === null) ? 3_000 : false,
  });
}

export function useBuild(buildId: string) {
  return useQuery({
    queryKey: buildKey(buildId),
    queryFn: async () => bodyOf(await api.GET('/api/builds/{buildId}', { params: { path: { buildId } } })),
  });
}

/**
 * The pull request of a build as Bitbucket reports it now, while it can still change: it lives on after the build has
 * ended. The server asks Bitbucket at most twice a minute.
 */
export function usePullRequest({ id, pullRequest }: Build) {
  const query = useQuery({
    queryKey: [...buildKey(id), 'pull-request'],
    enabled: pullRequest !== null,
    queryFn: async () =>
      bodyOf(await api.GET('/api/builds/{buildId}/pull-request', { params: { path: { buildId: id } } })),
    refetchInterval: ({ state }) => (state.data && state.data.state !== 'OPEN' ? false : 15_000),
  });
  return query.data ?? pullRequest;
}

export function useStartBuild(resourceId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (body: components['schemas']['StartBuild']) =>
      bodyOf(
        await api.POST('/api/resources/{resourceId}/builds', { params: { path: { resourceId } }, body }),
      ),
    onSuccess: async (build) => {
      queryClient.setQueryData(buildKey(build.id), build);
      await queryClient.invalidateQueries({ queryKey: buildsKey(resourceId) });
      await queryClient.invalidateQueries({ queryKey: resourceKey(resourceId), exact: true });
    },
  });
}

export function useRetryBuild(build: Pick<Build, 'id' | 'resourceId'>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async () =>
      bodyOf(await api.POST('/api/builds/{buildId}/retry', { params: { path: { buildId: build.id } } })),
    onSuccess: async (started) => {
      queryClient.setQueryData(buildKey(build.id), started);
      await queryClient.invalidateQueries({ queryKey: buildsKey(build.resourceId) });
    },
  });
}

/** All files of a build; they never change. */
export function useBuildFiles(buildId: string) {
  return useQuery({
    queryKey: [...buildKey(buildId), 'files'],
    queryFn: async () =>
      bodyOf(await api.GET('/api/builds/{buildId}/files', { params: { path: { buildId } } })),
    staleTime: Infinity,
  });
}

/** The address of one file's content. */
export function fileUrl(buildId: string, path: string, download = false): string {
  const query = new URLSearchParams({ path, ...(download ? { download: 'true' } : {}) });
  return `/api/builds/${buildId}/files/content?${query.toString()}`;
}

/** The text of one file; `null` for a file that is not text. */
export function useFileText(buildId: string, path: string | null) {
  return useQuery({
    queryKey: [...buildKey(buildId), 'files', path],
    enabled: path !== null,
    staleTime: Infinity,
    queryFn: async () => {
      const response = await fetch(fileUrl(buildId, path ?? ''));
      if (!response.ok) throw new ApiError(response.status, await response.json().catch(() => undefined));
      return response.headers.get('content-type')?.startsWith('text/plain') ? response.text() : null;
    },
  });
}
