import { DomainError, type ErrorCode, type ErrorParams } from '@amplication/contracts';
import { redactText, storableText } from '@amplication/foundation';

/**
 * What a job's row, and an event about its end, keep of an error: never its cause, which may repeat values that are
 * nobody's business, and nothing that looks like a secret in what others have said.
 */
export function errorRecord(error: unknown): { code: ErrorCode; message: string; params: ErrorParams } {
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

function storable(text: string): string {
  return redactText(storableText(text)).slice(0, 10_000);
}
