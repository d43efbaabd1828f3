import type { Topic } from '@amplication/contracts';
import type { Transaction } from '@amplication/database';
import type { Logger } from 'pino';

export interface EventContext {
  /** Holds the inbox row: what the handler writes here is written exactly once. */
  readonly tx: Transaction;
  readonly eventId: string;
  readonly topic: string;
  readonly traceparent?: string;
  readonly log: Logger;
}

export type EventHandler<Body extends object> = (body: Body, context: EventContext) => Promise<void>;

/** What the decorator leaves on a method. */
export interface EventSubscription {
  readonly name: string;
  readonly body: new () => object;
}

const SUBSCRIPTION = 'amplication:on-event';

/**
 * Marks a method of a Nest provider as the service's handler of a topic. It runs in a transaction with the inbox row,
 * so its writes happen once however often the event is delivered; keep it to milliseconds and let a job do the work.
 * When it throws, everything is rolled back and tried again: for as long as it takes if the database is away or the
 * error's action is `retry`, else five times, after which the message goes to the dead-letter topic.
 */
export function OnEvent<Body extends object>(topic: Topic<Body>) {
  return <Method extends EventHandler<Body>>(
    _target: object,
    _name: string | symbol,
    descriptor: TypedPropertyDescriptor<Method>,
  ): void => {
    const subscription: EventSubscription = { name: topic.name, body: topic.body };
    if (descriptor.value) Reflect.defineMetadata(SUBSCRIPTION, subscription, descriptor.value);
  };
}

export function subscriptionOf(method: unknown): EventSubscription | undefined {
  return typeof method === 'function' ? Reflect.getMetadata(SUBSCRIPTION, method) : undefined;
}
