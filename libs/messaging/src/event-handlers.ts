import { Injectable } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { type EventContext, type EventSubscription, subscriptionOf } from './on-event';

export interface RegisteredHandler extends EventSubscription {
  handle(body: object, context: EventContext): Promise<void>;
}

/** Finds every `@OnEvent` method of the application. */
@Injectable()
export class EventHandlers {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  /** Handlers by topic. Throws if two of them want the same topic: which one should run would be a matter of luck. */
  find(): Map<string, RegisteredHandler> {
    const found = new Map<string, RegisteredHandler>();
    const names = new Map<string, string>();
    for (const { instance } of this.discovery.getProviders()) {
      if (typeof instance !== 'object' || instance === null) continue;
      for (const handler of this.handlersOf(instance)) {
        const name = `${instance.constructor.name}.${handler.method}`;
        const other = names.get(handler.name);
        if (other) throw new Error(`Two handlers for ${handler.name}: ${other} and ${name}.`);
        names.set(handler.name, name);
        found.set(handler.name, handler);
      }
    }
    return found;
  }

  private handlersOf(instance: object): (RegisteredHandler & { method: string })[] {
    return this.scanner.getAllMethodNames(Object.getPrototypeOf(instance)).flatMap((method) => {
      const call: unknown = Reflect.get(instance, method);
      const subscription = subscriptionOf(call);
      if (!subscription || typeof call !== 'function') return [];
      return [
        {
          ...subscription,
          method,
          handle: async (body: object, context: EventContext) => {
            await call.call(instance, body, context);
          },
        },
      ];
    });
  }
}
