/** Where Bitbucket delivers its events; no session is looked up there. */
export const WEBHOOKS_PATH = 'api/bitbucket/webhooks';
/** Bitbucket delivers at most 256 KB: https://support.atlassian.com/bitbucket-cloud/docs/troubleshoot-webhooks/ */
export const MAX_DELIVERY_BYTES = 512_000;
