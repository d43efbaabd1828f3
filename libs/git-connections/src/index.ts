export { type BudgetOptions, createBudgetGate } from './budget/budget-gate';
export { ConnectionWaitError } from './tokens/connection-wait-error';
export { type NewConnection } from './connections/connection-store';
export {
  CONNECTION_VIEW_STATUSES,
  type ConnectionView,
  type ConnectionViewStatus,
} from './connections/connection-view';
export { type ConsumerHealthView } from './consumer/consumer-health';
export { GitConnections, type Withdrawal, type WithdrawnConnection } from './git-connections';
export { GitConnectionsModule, type GitConnectionsSettings } from './git-connections.module';
export { type KeepAliveResult } from './tokens/keep-alive';
export { KeyRing, SealError } from './keys/key-ring';
export { type RotationResult } from './keys/key-rotation';
export { type GitConnectionsLogger, type GitConnectionsOptions, type Timing } from './options';
export { connectionRefusal } from './connections/usable-connection';
