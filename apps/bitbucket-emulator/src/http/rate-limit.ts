import type { Emulator } from '../emulator';
import type { User } from '../state/model';

export type LimitedResource = 'repositories' | 'webhooks' | 'raw-files' | 'git';

const WINDOW_MS = 3_600_000;

function limitOf(emulator: Emulator, resource: LimitedResource): number {
  const { settings } = emulator;
  return {
    repositories: settings.repositoriesPerHour,
    webhooks: settings.webhooksPerHour,
    'raw-files': settings.rawFilesPerHour,
    git: settings.gitPerHour,
  }[resource];
}

/**
 * Counts a request of the user; false when the rolling hour is used up.
 * Limits are per user, whatever consumer acts: https://support.atlassian.com/bitbucket-cloud/docs/api-request-limits/
 */
export function withinLimit(emulator: Emulator, user: User, resource: LimitedResource): boolean {
  const key = `${user.uuid} ${resource}`;
  const now = emulator.clock.now();
  const recent = (emulator.recentRequests.get(key) ?? []).filter((at) => at > now - WINDOW_MS && at <= now);
  emulator.recentRequests.set(key, recent);
  if (recent.length >= limitOf(emulator, resource)) return false;
  recent.push(now);
  return true;
}
