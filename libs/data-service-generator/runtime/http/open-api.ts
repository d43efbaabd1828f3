import { type INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { problemResponses } from './api-problems.js';
import { type ProblemCode, PROBLEMS } from './problem.js';

/** What the OpenAPI document says of the service as a whole. */
export interface ServiceFacts {
  /** In small letters, for programs: 'order-service'. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly version: string;
}

/** What every route may answer, and what every route with a body may. */
const ALWAYS: readonly ProblemCode[] = [
  'NOT_ACCEPTABLE',
  'TOO_MANY_REQUESTS',
  'INTERNAL',
  'UNAVAILABLE',
  'TIMEOUT',
];
const WITH_BODY: readonly ProblemCode[] = ['TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'];

/** What holds for the values of all fields. */
const VALUES = `- Times have at most six digits after the second. A value with more digits than are kept is refused.
- A row that another program wrote is shown as it is, also where the API would not take it: times outside of the
  years 1 to 9999 as PostgreSQL writes them ("infinity", "0044-03-15 BC"), "NaN", "Infinity" and "-Infinity" as texts
  in place of numbers, null and lists in a list, and words that an enum has got since.`;

const PROBLEM = {
  type: 'object',
  description: 'What went wrong, as RFC 9457 has it. Programs go by `code`.',
  required: ['type', 'title', 'status', 'code', 'requestId'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer', minimum: 400, maximum: 599 },
    code: { type: 'string', enum: Object.keys(PROBLEMS) },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'message'],
        properties: { field: { type: 'string' }, message: { type: 'string' } },
      },
    },
    requestId: { type: 'string' },
  },
};

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** The API's description. */
export function openApiOf(
  app: INestApplication,
  { title, description, version }: ServiceFacts,
): OpenAPIObject {
  const text = [description, VALUES].filter((part) => part !== '').join('\n\n');
  const info = new DocumentBuilder()
    .setTitle(title)
    .setDescription(text)
    .setVersion(version)
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' })
    .build();
  return withClosedBodies(withProblems(SwaggerModule.createDocument(app, info)));
}

/** Says of what a request may send that it has no other properties: they are refused. */
function withClosedBodies(document: OpenAPIObject): OpenAPIObject {
  const schemas = new Map(Object.entries(document.components?.schemas ?? {}));
  for (const path of Object.values(document.paths))
    for (const method of METHODS) {
      const body = path[method]?.requestBody;
      if (!body || '$ref' in body) continue;
      for (const { schema } of Object.values(body.content)) {
        const named = schema && '$ref' in schema ? schemas.get(schema.$ref.replace(/^.*\//, '')) : undefined;
        if (named && !('$ref' in named)) named.additionalProperties = false;
      }
    }
  return document;
}

/** Serves the API's description at /api/docs, and as JSON at /api/docs-json. */
export function serveOpenApi(app: INestApplication, facts: ServiceFacts): void {
  // The same as YAML would be written anew for each request, and anybody may ask for it.
  SwaggerModule.setup('api/docs', app, () => openApiOf(app, facts), { raw: ['json'] });
}

function withProblems(document: OpenAPIObject): OpenAPIObject {
  for (const path of Object.values(document.paths))
    for (const method of METHODS) {
      const operation = path[method];
      if (!operation) continue;
      const codes = operation.requestBody ? [...ALWAYS, ...WITH_BODY] : ALWAYS;
      // Where a route says what may go wrong and nothing else, the library leaves out what it answers otherwise.
      if (!Object.keys(operation.responses).some((status) => /^[23]/.test(status)))
        operation.responses[method === 'post' ? '201' : '200'] = { description: '' };
      for (const { status, response } of problemResponses(codes)) operation.responses[status] ??= response;
    }
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: PROBLEM },
  };
  return document;
}
