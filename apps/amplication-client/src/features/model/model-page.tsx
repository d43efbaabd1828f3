import { Skeleton } from '@mantine/core';
import { useOutletContext } from 'react-router';
import { useModel } from '../../api/services/models';
import { ErrorAlert } from '../../ui/error-alert';
import type { ServiceContext } from '../services/service-page';
import { ModelEditor } from './model-editor';

export function ModelPage() {
  const { service } = useOutletContext<ServiceContext>();
  const model = useModel(service.id);
  if (model.isPending) return <Skeleton height={240} aria-label="Loading the model" />;
  if (!model.data)
    return (
      <ErrorAlert error={model.error} title="Could not load the model" onRetry={() => void model.refetch()} />
    );
  // A new version, from here or by a restore, starts a new editor.
  return (
    <ModelEditor
      key={model.data.version}
      resourceId={service.id}
      saved={model.data}
      reload={() => void model.refetch()}
    />
  );
}
