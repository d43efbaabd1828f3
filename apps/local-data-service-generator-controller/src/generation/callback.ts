import { setTimeout as pause } from 'node:timers/promises';
import { DomainError } from '@amplication/contracts';
import { currentTraceparent, LOGGER } from '@amplication/foundation';
import { HttpService } from '@nestjs/axios';
import { Inject, Injectable } from '@nestjs/common';
import { isAxiosError } from 'axios';
import type { Logger } from 'pino';
import { ControllerEnv } from '../config';
import type { Outcome } from './outcome';

/** Where a result goes, and what proves that it is one. */
export interface CallbackTarget {
  jobId: string;
  callbackUrl: string;
  secret: string;
}

const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 15_000;

/** Brings results to the build-manager. */
@Injectable()
export class Callback {
  constructor(
    private readonly http: HttpService,
    private readonly env: ControllerEnv,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  /** A result, with its secret, goes to the build-manager of the configuration and to nobody else. */
  check(callbackUrl: string): void {
    const { origin } = new URL(this.env.BUILD_MANAGER_URL);
    const url = new URL(callbackUrl);
    if (url.origin !== origin || url.username !== '' || url.password !== '')
      throw new DomainError('VALIDATION_FAILED', `callbackUrl must be an address of ${origin}.`);
  }

  /**
   * Offers a result until the build-manager has it, refuses it for good, or the time is up. `target` is asked before
   * each try, since a newer request for the job brings a new secret. Rejects only with the reason of the signal.
   */
  async send(target: () => CallbackTarget, outcome: Outcome, signal: AbortSignal): Promise<void> {
    const deadline = Date.now() + this.env.CALLBACK_TIMEOUT_MS;
    for (let attempt = 0; ; attempt += 1) {
      const problem = await this.offer(target(), outcome, signal);
      if (problem === null) return;
      signal.throwIfAborted();
      const { jobId } = target();
      if (problem.final || Date.now() > deadline) {
        this.log.error({ jobId, problem: problem.text }, 'A result could not be delivered');
        return;
      }
      this.log.warn({ jobId, problem: problem.text }, 'A result is not delivered yet');
      const limit = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt);
      await pause(limit * (0.5 + Math.random() / 2), undefined, { signal });
    }
  }

  /** One try. A refused secret may be one whose successor is on its way, so it is not final. */
  private async offer(
    { callbackUrl, secret }: CallbackTarget,
    outcome: Outcome,
    signal: AbortSignal,
  ): Promise<{ text: string; final: boolean } | null> {
    const traceparent = currentTraceparent();
    try {
      await this.http.axiosRef.post(callbackUrl, outcome, {
        headers: { authorization: `Bearer ${secret}`, ...(traceparent ? { traceparent } : {}) },
        timeout: 10_000,
        maxRedirects: 0,
        proxy: false,
        signal,
      });
      return null;
    } catch (error) {
      if (!isAxiosError(error)) throw error;
      const status = error.response?.status;
      return {
        text: status === undefined ? (error.code ?? error.message) : `HTTP status ${status}`,
        final: status !== undefined && [400, 404, 413, 422].includes(status),
      };
    }
  }
}
