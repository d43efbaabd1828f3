import { DomainError, type ErrorCode, type ErrorParams } from '@amplication/contracts';
import { redactText, storableText } from '@amplication/foundation';

/** An error as it is stored and sent. */
export interface ErrorRecord {
  code: ErrorCode;
  message: string;
  params: ErrorParams;
}

/**
 * What a job's row keeps of an error: never its cause, which may repeat values that are nobody's business, and nothing
 * that looks like a secret in what others have said.
 */
export function errorRecord(error: unknown): ErrorRecord {
  if (error instanceof DomainError) {
    const params: ErrorParams = JSON.parse(
      JSON.stringify(error.params, (_key, value: unknown) =>
        typeof value === 'string' ? storable(value) : value,
      ),
    );
    return { code: error.code, message: storable(error.message), params };
  }
  const name = error instanceof Error ? error.name : 'something that is not an Error';
  return { code: 'INTERNAL', message: `${name} was thrown; the log tells more.`, params: {} };
}

/** The same for an event that people will read: of an error that nobody foresaw, nothing but the catalogue's sentence. */
export function shownErrorRecord(error: unknown): ErrorRecord {
  return errorRecord(error instanceof DomainError ? error : new DomainError('INTERNAL'));
}

function storable(text: string): string {
  return redactText(storableText(text)).slice(0, 10_000);
}
