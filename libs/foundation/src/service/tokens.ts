/** Injects the service's `Logger` of pino, which does not know of requests; Nest's own `Logger` does. */
export const LOGGER = Symbol('Logger');
/** Injects the name of the service that runs, a string such as `amplication-server`. */
export const SERVICE_NAME = Symbol('ServiceName');
