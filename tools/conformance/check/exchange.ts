/** One request to Bitbucket's REST API and its answer, as they were on the wire. */
export interface Exchange {
  method: string;
  /** Path below `/2.0` with its query, still encoded. */
  url: string;
  /** Without parameters such as the charset; empty when there is none. */
  requestType: string;
  requestBody: Buffer;
  status: number;
  responseType: string;
  responseBody: Buffer;
  /** OAuth scopes that the answer says are needed (`X-Accepted-OAuth-Scopes`); null when it does not say. */
  acceptedScopes: string[] | null;
}

export type ViolationKind =
  | 'unknown-path'
  | 'unknown-method'
  | 'path-parameter'
  | 'query-parameter'
  | 'request-type'
  | 'request-body'
  | 'scopes'
  | 'status'
  | 'response-type'
  | 'response-body';

/** Something in an exchange that the specification does not allow. */
export interface Violation {
  kind: ViolationKind;
  /** Method and path template, such as `GET /user`; the path itself if there is no template. */
  operation: string;
  /**
   * What it is about, in a form that does not change from request to request: the name of a parameter, a status, a
   * content type, or for bodies schema, property and keyword, such as `repository.mainbranch type`.
   */
  subject: string;
  message: string;
}
