import { type Topic, TOPICS } from '@amplication/contracts';
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

  /**
   * The handlers of a service, by topic. Throws unless each topic that the catalogue sends to the service has exactly one:
   * without one its events would be read by nobody, and of two it would be a matter of luck which one runs. A handler
   * of a topic that the catalogue does not send to it is refused as well, or the catalogue would not be true. A service
   * that the catalogue does not name at all may handle what it likes, once each.
   */
  find(service: string): Map<string, RegisteredHandler> {
    const { found, names } = this.discovered();
    const catalogue: readonly Pick<Topic, 'name' | 'from' | 'to'>[] = TOPICS;
    if (!catalogue.some(({ from, to }) => from.includes(service) || to.includes(service))) return found;
    for (const { name, to } of catalogue) {
      const handler = names.get(name);
      if (to.includes(service) && !handler)
        throw new Error(`${service} has no handler for ${name}, which the catalogue sends to it.`);
      if (!to.includes(service) && handler)
        throw new Error(`${handler} handles ${name}, which the catalogue does not send to ${service}.`);
    }
    return found;
  }

  private discovered(): { found: Map<string, RegisteredHandler>; names: Map<string, string> } {
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
    return { found, names };
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
