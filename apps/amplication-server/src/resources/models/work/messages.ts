import type { ErrorCode, ErrorParams } from '@amplication/contracts';
import type { ExportFormat, ModelFormat } from '@amplication/model-exchange';
import type { Loss } from '@amplication/model-text';
import type { ModelChange } from '@amplication/service-model';
import type { CheckedBody, ServiceName } from './check-body';

/** What a model process is asked for; texts and models follow it as they are. */
export type TaskHead =
  | {
      kind: 'read';
      format: ModelFormat | null;
      fileName: string | null;
      /** Bytes of the text; what follows it is the current model, if anything. */
      textBytes: number;
    }
  | { kind: 'write'; format: ExportFormat }
  /** A body with a model in it follows; the model gets this name unless the body names it. */
  | { kind: 'check'; named: ServiceName | null };

/** What was read of a text, beside the model. */
export interface ReadHead {
  format: ModelFormat;
  counts: { entities: number; fields: number; relations: number; enums: number; indexes: number };
  lossCount: number;
  losses: Loss[];
  changeCount: number;
  changes: ModelChange[];
}

/** What a model process answers; the model or the text follows it as it is. */
export type AnswerHead =
  | { kind: 'read'; head: ReadHead }
  | { kind: 'written' }
  | { kind: 'checked'; checked: Omit<CheckedBody, 'json'> }
  | { kind: 'refused'; code: ErrorCode; message: string; params: ErrorParams };

const LINE_END = '\n';

/** A head as one line of JSON, before the bytes that it is about. */
export const headLine = (head: TaskHead | AnswerHead): string => JSON.stringify(head) + LINE_END;

/** Tells a head from what follows it. Only our own process writes these. */
export function splitHead<T extends TaskHead | AnswerHead>(message: Buffer): { head: T; body: Buffer } {
  const end = message.indexOf(LINE_END);
  if (end < 0) throw new TypeError('A message of a model process has no head.');
  const head: T = JSON.parse(message.toString('utf8', 0, end));
  return { head, body: message.subarray(end + 1) };
}
