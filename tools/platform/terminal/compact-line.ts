const SHORT_NAMES: Record<string, string> = {
  'amplication-server': 'server',
  'amplication-client': 'client',
  'amplication-build-manager': 'build-manager',
  'amplication-git-pull-request-service': 'pull-request',
  'local-data-service-generator-controller': 'generator',
  'bitbucket-emulator': 'emulator',
};
const LABELS: Record<string, string> = { warn: 'WARN ', error: 'ERROR ', fatal: 'FATAL ' };

/** One line of a service's log as a person reads it: time, service, message, and the error's if there is one. */
export function compactLine(service: string, line: string): string {
  const name = (SHORT_NAMES[service] ?? service).padEnd(13);
  const record = parseRecord(line);
  if (record === null) return `${clock(new Date())} ${name} ${line}`;
  const at = typeof record.time === 'string' ? new Date(record.time) : new Date();
  const label = LABELS[String(record.level)] ?? '';
  return `${clock(at)} ${name} ${label}${String(record.msg ?? '')}${errorText(record.err)}`;
}

function parseRecord(line: string): Record<string, unknown> | null {
  if (!line.startsWith('{')) return null;
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}

function errorText(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('message' in error)) return '';
  return ` (${String(error.message)})`;
}

function clock(at: Date): string {
  return at.toTimeString().slice(0, 8);
}
