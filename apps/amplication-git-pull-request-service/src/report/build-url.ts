import { trimEnd } from '@amplication/foundation';

/** The page of a build in the client. */
export function buildUrl(clientUrl: string, buildId: string): string {
  return `${trimEnd(clientUrl, '/')}/builds/${buildId}`;
}
