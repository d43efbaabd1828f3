/** Injects the service's `Logger` of pino. */
export const LOGGER = Symbol('Logger');
/** Injects the `ArtifactStore`. */
export const ARTIFACTS = Symbol('ArtifactStore');
/** Injects the `GeneratorProgram`. */
export const PROGRAM = Symbol('GeneratorProgram');
