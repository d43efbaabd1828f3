import { DomainError, type ErrorCode, type ErrorParams } from '@amplication/contracts';

/** Which call an error belongs to. The template stands for the path, so no name of a customer is logged. */
export interface CallReference {
  readonly method: string;
  /** For example `/repositories/{workspace}/{repo}`. */
  readonly pathTemplate: string;
}

export interface BitbucketErrorDetails extends CallReference {
  /** Null when there was no answer. */
  readonly status?: number | null;
  readonly retryAfterMs?: number | undefined;
  /** What Bitbucket says of single fields of a request (its `error.fields`). */
  readonly fields?: Readonly<Record<string, readonly string[]>>;
  readonly params?: ErrorParams | undefined;
  readonly cause?: unknown;
}

/** A call to Bitbucket that did not do its work. `code` and `action` say who must act; it never holds a token. */
export class BitbucketError extends DomainError {
  readonly status: number | null;
  readonly method: string;
  readonly pathTemplate: string;
  /** How long Bitbucket, or the shared budget, asks to wait. */
  readonly retryAfterMs: number | undefined;
  readonly fields: Readonly<Record<string, readonly string[]>>;

  constructor(code: ErrorCode, message: string | undefined, details: BitbucketErrorDetails) {
    super(code, message, { params: details.params, cause: details.cause });
    this.name = 'BitbucketError';
    this.status = details.status ?? null;
    this.method = details.method;
    this.pathTemplate = details.pathTemplate;
    this.retryAfterMs = details.retryAfterMs;
    this.fields = details.fields ?? {};
  }
}
