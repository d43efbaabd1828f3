/** Injects the service's `Logger` of pino. */
export const LOGGER = Symbol('Logger');
/** Injects the `DatabaseHandle`. */
export const DATABASE = Symbol('DatabaseHandle');
