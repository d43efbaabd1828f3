import { Badge } from '@mantine/core';
import type { Connection } from '../../../api/bitbucket/connections';

const STATUSES: Record<Connection['status'], { label: string; color: string }> = {
  connected: { label: 'connected', color: 'teal' },
  suspect: { label: 'checking', color: 'yellow' },
  'reconnect-needed': { label: 'reconnect needed', color: 'red' },
  disconnected: { label: 'disconnected', color: 'gray' },
  'other-consumer': { label: 'made with another consumer', color: 'orange' },
};

export function ConnectionStatus({ status }: { status: Connection['status'] }) {
  const { label, color } = STATUSES[status];
  return (
    <Badge variant="light" color={color}>
      {label}
    </Badge>
  );
}

/** Whether builds can go through the connection as it is. */
export function isUsable({ status }: Connection): boolean {
  return status === 'connected' || status === 'suspect';
}
