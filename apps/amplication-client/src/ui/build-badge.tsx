import { Badge } from '@mantine/core';
import type { BuildBrief } from '../api/services/resources';

/** Where a build stands, in a word. */
export function BuildBadge({ build }: { build: Pick<BuildBrief, 'status' | 'outcome'> }) {
  const { label, color } = describe(build);
  return (
    <Badge color={color} variant="light" miw="max-content">
      {label}
    </Badge>
  );
}

function describe({ status, outcome }: Pick<BuildBrief, 'status' | 'outcome'>): {
  label: string;
  color: string;
} {
  if (status === 'failed') return { label: 'failed', color: 'red' };
  if (status !== 'completed') return { label: status, color: 'blue' };
  if (outcome === 'superseded') return { label: 'superseded', color: 'gray' };
  if (outcome === 'unchanged') return { label: 'nothing changed', color: 'gray' };
  return { label: outcome === 'generated' ? 'generated' : 'pull request ready', color: 'teal' };
}
