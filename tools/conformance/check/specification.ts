import { readFileSync } from 'node:fs';
import { isObject, type Json, type JsonObject, objectsOf, parseJson } from './json';

/** The file cannot be used; the message is for the person who gave it. */
export class SpecificationError extends Error {
  override name = 'SpecificationError';
}

export interface Parameter {
  name: string;
  in: string;
  required: boolean;
  schema: JsonObject;
}

/** Content type -> schema, `{}` when none is given. Null when the specification names no content. */
export type Content = Record<string, JsonObject> | null;

export interface Operation {
  /** `GET /user`. */
  name: string;
  parameters: Parameter[];
  requestBody: { content: Content; required: boolean } | null;
  /** Status -> content. */
  responses: Record<string, { content: Content }>;
  /** OAuth 2.0 scopes; null when it takes none of OAuth's tokens. */
  scopes: string[] | null;
}

/** What is used of an OpenAPI 3.0 file. */
export interface Specification {
  revision: string;
  /** Path template -> method in capitals -> operation. */
  paths: Map<string, Map<string, Operation>>;
  schemas: Record<string, JsonObject>;
}

const PUBLIC_URL = 'https://dac-static.atlassian.com/cloud/bitbucket/swagger.v3.json';

/** Reads Atlassian's OpenAPI file of Bitbucket Cloud. Throws `SpecificationError`. */
export function readSpecification(file: string | undefined): Specification {
  if (!file)
    throw new SpecificationError(
      `name the OpenAPI file: npm run conformance -- <file>. Atlassian publishes it at ${PUBLIC_URL}`,
    );
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new SpecificationError(`cannot read ${file}`, { cause: error });
  }
  const document = parseJson(text);
  if (!isBitbucketApi(document))
    throw new SpecificationError(`${file} is not Atlassian's OpenAPI 3 file of Bitbucket Cloud`);
  return parseSpecification(document);
}

function isBitbucketApi(document: Json | undefined): document is JsonObject {
  return (
    isObject(document) &&
    typeof document.openapi === 'string' &&
    document.openapi.startsWith('3.') &&
    isObject(document.info) &&
    document.info.title === 'Bitbucket API' &&
    isObject(document.paths) &&
    isObject(document.components)
  );
}

export function parseSpecification(document: JsonObject): Specification {
  const components = child(document, 'components');
  const bodies = child(components, 'requestBodies');
  const paths = new Map(
    Object.entries(child(document, 'paths')).map(([template, item]) => [
      template,
      parsePathItem(template, isObject(item) ? item : {}, bodies),
    ]),
  );
  const schemas = Object.fromEntries(
    Object.entries(child(components, 'schemas')).map(([name, schema]) => [
      name,
      isObject(schema) ? schema : {},
    ]),
  );
  const revision = document['x-revision'];
  return { revision: typeof revision === 'string' ? revision : 'unknown', paths, schemas };
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options'];

function parsePathItem(template: string, item: JsonObject, bodies: JsonObject): Map<string, Operation> {
  const shared = objectsOf(item.parameters).map(parseParameter);
  const operations = new Map<string, Operation>();
  for (const method of METHODS) {
    const operation = item[method];
    if (!isObject(operation)) continue;
    const own = objectsOf(operation.parameters).map(parseParameter);
    const isOwn = (one: Parameter) => own.some((other) => other.name === one.name && other.in === one.in);
    const name = `${method.toUpperCase()} ${template}`;
    operations.set(method.toUpperCase(), {
      name,
      parameters: [...own, ...shared.filter((one) => !isOwn(one))],
      requestBody: parseBody(operation.requestBody, bodies),
      responses: Object.fromEntries(
        Object.entries(child(operation, 'responses')).map(([status, response]) => [
          status,
          { content: isObject(response) ? parseContent(response.content) : null },
        ]),
      ),
      scopes: parseScopes(operation),
    });
  }
  return operations;
}

function parseParameter(parameter: JsonObject): Parameter {
  return {
    name: String(parameter.name),
    in: String(parameter.in),
    required: parameter.required === true,
    schema: child(parameter, 'schema'),
  };
}

function parseBody(body: Json | undefined, bodies: JsonObject): Operation['requestBody'] {
  if (!isObject(body)) return null;
  const found = typeof body.$ref === 'string' ? child(bodies, body.$ref.split('/').pop() ?? '') : body;
  return { content: parseContent(found.content), required: found.required === true };
}

function parseContent(content: Json | undefined): Content {
  if (!isObject(content)) return null;
  return Object.fromEntries(
    Object.entries(content).map(([type, media]) => [type, isObject(media) ? child(media, 'schema') : {}]),
  );
}

function parseScopes(operation: JsonObject): string[] | null {
  const oauth = objectsOf(operation.security).find((scheme) => Array.isArray(scheme.oauth2));
  return oauth && Array.isArray(oauth.oauth2) ? oauth.oauth2.map(String) : null;
}

function child(parent: JsonObject, name: string): JsonObject {
  const value = parent[name];
  return isObject(value) ? value : {};
}
