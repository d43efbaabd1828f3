import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf } from '../client';
import type { components } from '../schema';
import { modelKey } from './models';
import { resourceKey } from './resources';

export type ModelFormat = components['schemas']['ModelFormat'];
export type ExportFormat = components['schemas']['ExportFormat'];
export type ModelImport = components['schemas']['ModelImportView'];
export type ModelImportPreview = components['schemas']['ModelImportPreview'];
export type ModelLoss = components['schemas']['ModelLossView'];
export type ModelChangeView = components['schemas']['ModelChangeView'];

/** A text that a model is to be made of. */
export type ModelText = components['schemas']['ImportModel'];

/** A text on its way to the server; whoever asked may cancel. */
interface ReadRequest {
  body: ModelText;
  signal: AbortSignal;
}

/** Reads a text for a service to come. Nothing is saved. */
export function useReadModelText(workspaceId: string) {
  return useMutation({
    mutationFn: async ({ body, signal }: ReadRequest) =>
      bodyOf(
        await api.POST('/api/workspaces/{workspaceId}/model-imports', {
          params: { path: { workspaceId } },
          body,
          signal,
        }),
      ),
  });
}

/** Reads a text as a change to the model of a service. Nothing is saved. */
export function usePreviewModelImport(resourceId: string) {
  return useMutation({
    mutationFn: async ({ body, signal }: ReadRequest) =>
      bodyOf(
        await api.POST('/api/resources/{resourceId}/model/import', {
          params: { path: { resourceId } },
          body,
          signal,
        }),
      ),
  });
}

/** The query that a person runs in their own database, so that nobody asks for its credentials. */
export function useCatalogueQuery() {
  return useQuery({
    queryKey: ['catalogue-query'],
    queryFn: async () => bodyOf(await api.GET('/api/catalogue-query')).query,
    staleTime: Infinity,
  });
}

/** Stores what the preview has shown as the next version. */
export function useApplyModelImport(resourceId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (body: components['schemas']['ApplyImport']) =>
      bodyOf(
        await api.POST('/api/resources/{resourceId}/model/import/apply', {
          params: { path: { resourceId } },
          body,
        }),
      ),
    onSuccess: async (saved) => {
      queryClient.setQueryData([...modelKey(resourceId), 'newest'], saved);
      await queryClient.invalidateQueries({ queryKey: resourceKey(resourceId), exact: true });
      await queryClient.invalidateQueries({ queryKey: [...modelKey(resourceId), 'versions'] });
    },
  });
}

/** Writes the model as a text and hands it to the browser as a download. */
export function useExportModel(resourceId: string) {
  return useMutation({
    mutationFn: async (query: { format: ExportFormat; version: number }) => {
      const { data, response } = await api.GET('/api/resources/{resourceId}/model/export', {
        params: { path: { resourceId }, query },
        parseAs: 'blob',
      });
      const [, name = `model.${query.format}`] =
        /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '') ?? [];
      if (data !== undefined) download(data, name);
    },
  });
}

function download(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
