import { newId } from '@amplication/contracts';
import { currentTraceparent, own } from '@amplication/foundation';
import type { IHeaders } from 'kafkajs';

/**
 * Headers of CloudEvents 1.0 over Kafka in binary mode
 * (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md).
 */
export type EventHeaders = Record<string, string> & { ce_id: string };

export interface EventMetadata {
  id: string;
  traceparent: string | undefined;
}

/** Headers of a new event. `subject` is the message key. */
export function newEventHeaders(event: { topic: string; source: string; subject: string }): EventHeaders {
  const traceparent = currentTraceparent();
  return {
    ce_specversion: '1.0',
    ce_id: newId(),
    ce_type: event.topic,
    ce_source: event.source,
    ce_time: new Date().toISOString(),
    ce_subject: event.subject,
    'content-type': 'application/json',
    ...(traceparent === undefined ? {} : { traceparent }),
  };
}

/** Reads the headers that a consumer needs. Throws with the reason if they are not those of a CloudEvent of this topic. */
export function readEventHeaders(headers: IHeaders | undefined, topic: string): EventMetadata {
  const version = header(headers, 'ce_specversion');
  if (version !== '1.0') throw new Error(`ce_specversion must be 1.0, not ${version ?? 'absent'}`);
  const type = header(headers, 'ce_type');
  if (type !== topic) throw new Error(`ce_type must be ${topic}`);
  const id = header(headers, 'ce_id');
  if (!id) throw new Error('ce_id is missing');
  if (id.length > 255 || id.includes('\0')) throw new Error('ce_id must be a text of at most 255 characters');
  return { id, traceparent: header(headers, 'traceparent') };
}

/** The first value of a header, as text. */
function header(headers: IHeaders | undefined, name: string): string | undefined {
  const value = headers && own(headers, name);
  const first = Array.isArray(value) ? value[0] : value;
  return first?.toString();
}
