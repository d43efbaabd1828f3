/** Tokens of what is no class: `Database` of drizzle, its handle, and `ArtifactStore`. */
export const DATABASE = Symbol('database');
export const DATABASE_HANDLE = Symbol('database-handle');
export const ARTIFACTS = Symbol('artifacts');
