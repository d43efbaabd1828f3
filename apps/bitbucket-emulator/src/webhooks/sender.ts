import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Hook } from '../state/model';
import type { Settings } from '../state/settings';

const ATTEMPTS = 3;
const KEPT = 1000;

/** One try to deliver an event. */
export interface Delivery {
  at: string;
  event: string;
  hookUuid: string;
  requestUuid: string;
  attempt: number;
  url: string;
  /** Status of the answer; null when there was none. */
  status: number | null;
}

/** Delivers events in the background: 10 s for an answer, up to three tries on 5xx and on no answer. */
export class WebhookSender {
  private deliveries: Delivery[] = [];
  private readonly running = new Set<Promise<void>>();
  private stopping = new AbortController();

  constructor(private readonly settings: Settings) {}

  list(): Delivery[] {
    return this.deliveries;
  }

  clear(): void {
    this.deliveries = [];
  }

  send(hook: Hook, event: string, payload: object): void {
    const work = this.deliver(hook, event, JSON.stringify(payload)).catch(() => undefined);
    this.running.add(work);
    void work.finally(() => this.running.delete(work));
  }

  /** Gives up what is under way. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.running);
  }

  private async deliver(hook: Hook, event: string, body: string): Promise<void> {
    const requestUuid = randomUUID();
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      if (attempt > 1) {
        await pause(this.settings.webhookRetryMs, undefined, { signal: this.stopping.signal });
      }
      const status = await this.post(hook, event, body, requestUuid, attempt);
      this.deliveries.push({
        at: new Date().toISOString(),
        event,
        hookUuid: hook.uuid,
        requestUuid,
        attempt,
        url: hook.url,
        status,
      });
      if (this.deliveries.length > KEPT) this.deliveries.shift();
      if (status !== null && status < 500) return;
    }
  }

  /** The signature is over the very bytes that are sent. */
  private async post(
    hook: Hook,
    event: string,
    body: string,
    id: string,
    attempt: number,
  ): Promise<number | null> {
    const signature = hook.secret && createHmac('sha256', hook.secret).update(body).digest('hex');
    try {
      const response = await fetch(hook.url, {
        method: 'POST',
        body,
        redirect: 'manual',
        signal: AbortSignal.any([this.stopping.signal, AbortSignal.timeout(this.settings.webhookTimeoutMs)]),
        headers: {
          'content-type': 'application/json',
          'user-agent': 'Bitbucket-Webhooks/2.0',
          'x-event-key': event,
          'x-hook-uuid': hook.uuid.slice(1, -1),
          'x-request-uuid': id,
          'x-attempt-number': String(attempt),
          ...(signature && { 'x-hub-signature': `sha256=${signature}` }),
        },
      });
      await response.body?.cancel();
      return response.status;
    } catch {
      return null;
    }
  }
}
