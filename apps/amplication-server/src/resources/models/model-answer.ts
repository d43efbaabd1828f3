import { StreamableFile } from '@nestjs/common';

/** An answer that holds a model, which is JSON already. */
export interface ModelAnswer {
  /** What stands before the model. */
  readonly head: object;
  readonly model: string | Buffer;
}

/**
 * Sends a model as it is: one may have ten megabytes, and to parse it only to write it again would hold up every other
 * request.
 */
export function modelAnswer({ head, model }: ModelAnswer): StreamableFile {
  const bytes = Buffer.concat([
    Buffer.from(`${JSON.stringify(head).slice(0, -1)},"model":`),
    typeof model === 'string' ? Buffer.from(model) : model,
    Buffer.from('}'),
  ]);
  return new StreamableFile(bytes, { type: 'application/json; charset=utf-8', length: bytes.length });
}
