import { DomainError } from '@amplication/contracts';
import { storableText } from '@amplication/foundation';

/** What a job's row keeps of an error: never its cause, which may repeat values that are nobody's business. */
export function errorRecord(error: unknown): { code: string; message: string; params: object } {
  if (error instanceof DomainError) {
    const params: object = JSON.parse(
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
  return storableText(text).slice(0, 10_000);
}
