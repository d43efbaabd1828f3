/** Injection tokens of what is no class: pino's logger, `DatabaseHandle`, `ArtifactStore`, `BitbucketClient`. */
export const LOGGER = Symbol('logger');
export const DATABASE = Symbol('database');
export const ARTIFACTS = Symbol('artifacts');
export const BITBUCKET = Symbol('bitbucket');
