import 'reflect-metadata';

/** Where `@ApiConsumes` and `@ApiProduces` keep what they say; the library does not export it. */
const CONSUMES = 'swagger/apiConsumes';
const PRODUCES = 'swagger/apiProduces';

const JSON_TYPES = ['application/json'];

/** What a route takes and answers: JSON, unless `@ApiConsumes` or `@ApiProduces` say something else. */
export const mediaTypesOf = (
  handler: object,
): { consumes: readonly string[]; produces: readonly string[] } => ({
  consumes: listOf(Reflect.getMetadata(CONSUMES, handler)) ?? JSON_TYPES,
  produces: listOf(Reflect.getMetadata(PRODUCES, handler)) ?? JSON_TYPES,
});

const listOf = (metadata: unknown): string[] | undefined =>
  Array.isArray(metadata) && metadata.length > 0 ? metadata.map(String) : undefined;
