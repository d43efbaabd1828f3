/** The page of a build in the client. */
export function buildUrl(clientUrl: string, buildId: string): string {
  return `${clientUrl.replace(/\/+$/, '')}/builds/${buildId}`;
}
