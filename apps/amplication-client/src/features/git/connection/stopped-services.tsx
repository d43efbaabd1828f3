import { List, Text } from '@mantine/core';
import type { components } from '../../../api/schema';

interface StoppedServicesProps {
  resources: components['schemas']['AffectedResource'][];
  runningBuilds: components['schemas']['BuildBrief'][];
}

/** Names the services that lose their way to Bitbucket, and says that builds on the way stop. Nothing if there are none. */
export function StoppedServices({ resources, runningBuilds }: StoppedServicesProps) {
  return (
    <>
      {resources.length > 0 && (
        <>
          <Text size="sm" fw={600}>
            These services can no longer build to Bitbucket:
          </Text>
          <List size="sm" style={{ overflowWrap: 'anywhere' }}>
            {resources.map((resource) => (
              <List.Item key={resource.id}>
                {resource.name}, to {resource.repository}
              </List.Item>
            ))}
          </List>
        </>
      )}
      {runningBuilds.length > 0 && (
        <Text size="sm" c="red">
          Stops {runningBuilds.length === 1 ? 'a build that is' : `${runningBuilds.length} builds that are`}{' '}
          on the way.
        </Text>
      )}
    </>
  );
}
