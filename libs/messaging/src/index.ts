export { EventPublisher } from './event-publisher';
export { MessagingModule, type MessagingModuleOptions, type MessagingSettings } from './messaging.module';
export { MessagingRuntime } from './messaging-runtime';
export { type EventContext, type EventHandler, OnEvent } from './on-event';
export type { MessagingOptions } from './options';
export { Outbox } from './outbox';
export { createTopics, type CreateTopicsOptions } from './topics';
