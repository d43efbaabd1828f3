import { type Database, messagingSchema } from '@amplication/database';
import { contextOf } from '@amplication/foundation';
import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { KafkaMessage } from 'kafkajs';
import type { Logger } from 'pino';
import { type EventMetadata, readEventHeaders } from '../events/cloud-event';
import type { DeadLetters } from './dead-letters';
import { parseBody } from '../events/event-body';
import type { RegisteredHandler } from './event-handlers';
import { describeFailure, isTransient } from './failure';
import { retryWith } from './retry';

export interface EventProcessorOptions {
  service: string;
  db: Database;
  deadLetters: DeadLetters;
  logger: Logger;
}

export interface ReceivedMessage {
  partition: number;
  message: KafkaMessage;
  /** Rejects when the consumer group is rebalancing. */
  heartbeat(): Promise<void>;
}

interface ReceivedEvent extends EventMetadata {
  body: object;
}

const MAX_TRIES = 5;

/** Takes one message to its end: handled once, known already, or put aside as a dead letter. */
export class EventProcessor {
  constructor(private readonly options: EventProcessorOptions) {}

  /**
   * Resolves when the message needs no further delivery. Rejects only if `stopping` is aborted while it waits for
   * another try, or if the consumer group is rebalancing: the message is then delivered again.
   */
  async process(handler: RegisteredHandler, received: ReceivedMessage, stopping: AbortSignal): Promise<void> {
    const log = this.options.logger.child({
      topic: handler.name,
      partition: received.partition,
      offset: received.message.offset,
    });
    const event = parse(handler, received.message);
    const reason =
      'invalid' in event ? event.invalid : await this.tryToHandle(handler, event, received, stopping, log);
    if (reason !== null) await this.putAside(handler.name, received, reason, stopping, log);
  }

  /** Null when it is done, or why the handler does not get it done. */
  private async tryToHandle(
    handler: RegisteredHandler,
    event: ReceivedEvent,
    received: ReceivedMessage,
    stopping: AbortSignal,
    log: Logger,
  ): Promise<string | null> {
    let failures = 0;
    return retryWith<string | null>({ stopping, heartbeat: received.heartbeat }, async (wait) => {
      try {
        await this.handleInSpan(handler, event, log.child({ eventId: event.id }));
        return null;
      } catch (error) {
        if (!isTransient(error)) failures++;
        if (failures >= MAX_TRIES) return `The handler failed ${MAX_TRIES} times: ${describeFailure(error)}`;
        log.warn({ err: error, eventId: event.id }, 'An event was not handled and is tried again');
        return wait;
      }
    });
  }

  private async putAside(
    topic: string,
    received: ReceivedMessage,
    reason: string,
    stopping: AbortSignal,
    log: Logger,
  ): Promise<void> {
    const { message, partition } = received;
    await retryWith<void>({ stopping, heartbeat: received.heartbeat }, async (wait) => {
      try {
        return await this.options.deadLetters.add({ topic, partition, message, reason });
      } catch (error) {
        log.warn({ err: error }, 'The dead-letter topic does not take a message; trying again');
        return wait;
      }
    });
    log.error({ reason }, 'A message went to the dead-letter topic');
  }

  private async handleInSpan(handler: RegisteredHandler, event: ReceivedEvent, log: Logger): Promise<void> {
    const tracer = trace.getTracer('@amplication/messaging');
    await context.with(contextOf(event.traceparent), () =>
      tracer.startActiveSpan(`process ${handler.name}`, { kind: SpanKind.CONSUMER }, async (span) => {
        try {
          await this.handleOnce(handler, event, log);
        } catch (error) {
          span.setStatus({ code: SpanStatusCode.ERROR, message: describeFailure(error) });
          throw error;
        } finally {
          span.end();
        }
      }),
    );
  }

  /** The handler and the inbox row that says so are one transaction: both happen, once, or neither does. */
  private async handleOnce(handler: RegisteredHandler, event: ReceivedEvent, log: Logger): Promise<void> {
    const { db, service } = this.options;
    const topic = handler.name;
    await db.transaction(async (tx) => {
      const fresh = await tx
        .insert(messagingSchema.inbox)
        .values({ service, eventId: event.id, topic })
        .onConflictDoNothing()
        .returning();
      if (fresh.length === 0) return log.debug('An event was known already');
      const { traceparent } = event;
      await handler.handle(event.body, {
        tx,
        eventId: event.id,
        topic,
        ...(traceparent === undefined ? {} : { traceparent }),
        log,
      });
    });
  }
}

function parse(handler: RegisteredHandler, message: KafkaMessage): ReceivedEvent | { invalid: string } {
  try {
    const metadata = readEventHeaders(message.headers, handler.name);
    return { ...metadata, body: parseBody(handler, message.value) };
  } catch (error) {
    return { invalid: error instanceof Error ? error.message : String(error) };
  }
}
