import { BodyChecker } from './body-checker';
import type { Exchange, Violation, ViolationKind } from './exchange';
import { type JsonObject, parseJson } from './json';
import { PathMatcher, type PathMatch } from './match-path';
import type { Content, Operation, Parameter, Specification } from './specification';

type Report = (kind: ViolationKind, subject: string, message: string) => void;

/** Operation -> the component that a body is documented to be where the specification gives it no schema. */
export interface DocumentedBodies {
  requests: Readonly<Record<string, string>>;
  responses: Readonly<Record<string, string>>;
}

export interface ExchangeResult {
  operation: string;
  violations: Violation[];
}

/** Checks requests and answers against a specification. */
export class ExchangeChecker {
  private readonly paths: PathMatcher;
  private readonly bodies: BodyChecker;

  constructor(
    specification: Specification,
    private readonly documented: DocumentedBodies = { requests: {}, responses: {} },
  ) {
    this.paths = new PathMatcher(specification);
    this.bodies = new BodyChecker(specification.schemas);
  }

  check(exchange: Exchange): ExchangeResult {
    const [path = '', query = ''] = exchange.url.split('?', 2);
    const match = this.paths.match(path);
    const operation = match?.operations.get(exchange.method);
    const name = operation?.name ?? `${exchange.method} ${match?.template ?? path}`;
    const violations: Violation[] = [];
    const report: Report = (kind, subject, message) =>
      violations.push({ kind, operation: name, subject, message });
    if (!match) report('unknown-path', path, 'no path of the specification fits');
    else if (!operation)
      report('unknown-method', exchange.method, `${match.template} has no ${exchange.method}`);
    else {
      this.checkPath(match, operation, report);
      this.checkQuery(new URLSearchParams(query), operation, report);
      this.checkRequestBody(exchange, operation, report);
      this.checkScopes(exchange, operation, report);
      this.checkResponse(exchange, operation, report);
    }
    return { operation: name, violations };
  }

  private checkPath({ values }: PathMatch, operation: Operation, report: Report): void {
    for (const [name, value] of Object.entries(values)) {
      const parameter = operation.parameters.find((one) => one.in === 'path' && one.name === name);
      if (parameter) this.checkParameter(parameter, value, 'path-parameter', report);
    }
  }

  private checkQuery(query: URLSearchParams, operation: Operation, report: Report): void {
    const declared = operation.parameters.filter((parameter) => parameter.in === 'query');
    for (const name of new Set(query.keys())) {
      const parameter = declared.find((one) => one.name === name);
      if (!parameter) report('query-parameter', name, `the query parameter "${name}" is not declared`);
      else
        for (const value of query.getAll(name))
          this.checkParameter(parameter, value, 'query-parameter', report);
    }
    for (const { name, required } of declared)
      if (required && !query.has(name))
        report('query-parameter', `${name} required`, `the query parameter "${name}" is missing`);
  }

  private checkParameter(parameter: Parameter, text: string, kind: ViolationKind, report: Report): void {
    const value = fromText(text, parameter.schema.type);
    for (const { subject, message } of this.bodies.check(parameter.schema, value, parameter.name))
      report(kind, subject, `"${parameter.name}": ${message}`);
  }

  private checkRequestBody(
    { requestType, requestBody }: Exchange,
    operation: Operation,
    report: Report,
  ): void {
    const declared = operation.requestBody;
    if (requestBody.length === 0) {
      if (declared?.required) report('request-body', 'required', 'the body is missing');
    } else if (!declared?.content) {
      report('request-type', requestType, `a body of ${requestType} is sent, and none is declared`);
      const component = this.documented.requests[operation.name];
      if (component) this.checkBody(requestType, requestBody, reference(component), 'request-body', report);
    } else {
      const schema = declared.content[requestType];
      if (!schema)
        report('request-type', requestType, `${requestType} is not among ${types(declared.content)}`);
      else this.checkBody(requestType, requestBody, schema, 'request-body', report);
    }
  }

  /** What the answer says is needed must be what the specification asks for; the order does not matter. */
  private checkScopes({ acceptedScopes }: Exchange, operation: Operation, report: Report): void {
    if (!acceptedScopes || !operation.scopes) return;
    const [said, asked] = [acceptedScopes, operation.scopes].map((scopes) => [...scopes].sort().join(', '));
    if (said !== asked)
      report('scopes', said || 'none', `needs "${said}", and the specification says "${asked}"`);
  }

  private checkResponse(
    { status, responseType, responseBody }: Exchange,
    operation: Operation,
    report: Report,
  ): void {
    const declared = operation.responses[String(status)];
    if (!declared) {
      report('status', String(status), `the status ${status} is not declared`);
      this.checkUndeclaredError(status, responseType, responseBody, report);
    } else if (responseBody.length === 0) {
      if (declared.content) report('response-body', 'missing', 'the answer has no body');
    } else if (!declared.content) {
      report(
        'response-type',
        `${status} ${responseType}`,
        `a body of ${responseType} comes, and none is declared`,
      );
      const component = this.documented.responses[operation.name];
      if (component)
        this.checkBody(responseType, responseBody, reference(component), 'response-body', report);
    } else {
      const schema = declared.content[responseType];
      if (schema) this.checkBody(responseType, responseBody, schema, 'response-body', report);
      else
        report(
          'response-type',
          `${status} ${responseType}`,
          `${responseType} is not among ${types(declared.content)}`,
        );
    }
  }

  /** An error of whatever status has the envelope that all errors have. */
  private checkUndeclaredError(status: number, type: string, body: Buffer, report: Report): void {
    if (status < 400) return;
    if (isJson(type)) this.checkBody(type, body, reference('error'), 'response-body', report);
    else report('response-type', `${status} ${type}`, `an error of ${type}`);
  }

  private checkBody(
    type: string,
    body: Buffer,
    schema: JsonObject,
    kind: ViolationKind,
    report: Report,
  ): void {
    if (!isJson(type)) return;
    const value = parseJson(body.toString('utf8'));
    if (value === undefined) return report(kind, 'json', 'the body is not JSON');
    for (const { subject, message } of this.bodies.check(schema, value, 'body'))
      report(kind, subject, message);
  }
}

function reference(component: string): JsonObject {
  return { $ref: `#/components/schemas/${component}` };
}

function isJson(type: string): boolean {
  return type === 'application/json' || type.endsWith('+json');
}

function types(content: Content): string {
  return Object.keys(content ?? {}).join(', ');
}

/** A value of a path or a query as the type that the parameter has; as it is if it is none. */
function fromText(text: string, type: unknown): string | number | boolean {
  if ((type === 'integer' || type === 'number') && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}
