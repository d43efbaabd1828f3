import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ApiHttp } from '../../http/api-http';
import { asString, type Json } from '../../http/json';
import { listAll } from '../../http/paging';
import { apiPath } from '../../http/path';
import type { CallOptions, RepositoryReference } from '../../options';

export interface Webhook {
  readonly uuid: string;
  readonly url: string;
  readonly active: boolean;
  readonly events: readonly string[];
}

export interface NewWebhook {
  readonly description: string;
  /** Bitbucket takes only an address that it can reach: not localhost, not a private network. */
  readonly url: string;
  readonly events: readonly string[];
  /** At most 128 characters. Bitbucket never shows it again. */
  readonly secret: string;
}

const HOOKS = '/repositories/{workspace}/{repo}/hooks';

/** Webhooks of a repository. Scope `webhook` and that of each event; the account must be its administrator. */
export class WebhooksApi {
  constructor(private readonly http: ApiHttp) {}

  list(repository: RepositoryReference, { signal }: CallOptions = {}): AsyncIterable<Webhook> {
    return listAll(this.http, {
      call: {
        method: 'GET',
        path: apiPath(HOOKS, { ...repository }),
        notFound: 'REPOSITORY_GONE',
        signal,
      },
      read: readWebhook,
      keyOf: (webhook) => webhook.uuid,
    });
  }

  /**
   * The webhook with this URL, made or brought up to date. A second POST of a URL would make a second webhook, so they
   * are listed first.
   */
  async ensure(
    repository: RepositoryReference,
    webhook: NewWebhook,
    { signal }: CallOptions = {},
  ): Promise<Webhook> {
    const json = { ...webhook, active: true };
    for await (const existing of this.list(repository, { signal })) {
      if (existing.url !== webhook.url) continue;
      const path = apiPath(`${HOOKS}/{uid}`, { ...repository, uid: existing.uuid });
      return this.http.send({ method: 'PUT', path, json, signal }, readWebhook);
    }
    const path = apiPath(HOOKS, { ...repository });
    return this.http.send({ method: 'POST', path, json, notFound: 'REPOSITORY_GONE', signal }, readWebhook);
  }

  async delete(repository: RepositoryReference, uuid: string, { signal }: CallOptions = {}): Promise<void> {
    const path = apiPath(`${HOOKS}/{uid}`, { ...repository, uid: uuid });
    await this.http.sendIgnoringBody({ method: 'DELETE', path, signal });
  }
}

/**
 * Whether a delivery was signed with the webhook's secret: `X-Hub-Signature: sha256=<HMAC of the raw body, in hex>`.
 * Takes the bytes as they came, before any parser, and compares in constant time.
 * https://support.atlassian.com/bitbucket-cloud/docs/event-payloads/
 */
export function verifyWebhookSignature(rawBody: Buffer, header: string | undefined, secret: string): boolean {
  const given = /^sha256=([0-9a-f]{64})$/i.exec(header ?? '')?.[1];
  if (given === undefined || secret === '') return false;
  const expected = createHmac('sha256', secret).update(rawBody).digest();
  return timingSafeEqual(Buffer.from(given, 'hex'), expected);
}

function readWebhook(json: Json): Webhook {
  return {
    uuid: json.get('uuid').string(),
    url: json.get('url').string(),
    active: json.get('active').boolean(),
    events: (json.get('events').optional((list) => list.array()) ?? []).map(asString),
  };
}
