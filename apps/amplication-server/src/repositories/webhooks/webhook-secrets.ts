import { randomBytes } from 'node:crypto';
import { KeyRing, SealError } from '@amplication/git-connections';
import { Injectable, Logger } from '@nestjs/common';
import type { WebhookRow } from './webhooks.repository';

const SECRET_BYTES = 32;

/** Secrets of webhooks, at rest under the same keys as tokens. */
@Injectable()
export class WebhookSecrets {
  private readonly logger = new Logger(WebhookSecrets.name);

  constructor(private readonly keys: KeyRing) {}

  make(): string {
    return randomBytes(SECRET_BYTES).toString('base64url');
  }

  seal({ repositoryId }: WebhookRow, secret: string): string {
    return this.keys.seal(secret, repositoryId);
  }

  /** Null if there is none, or none that a key of the ring opens. */
  open({ repositoryId, secret }: WebhookRow): string | null {
    if (secret === null) return null;
    try {
      return this.keys.open(secret, repositoryId);
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
      this.logger.warn({ repositoryId, reason: error.message }, 'the secret of a webhook cannot be read');
      return null;
    }
  }
}
