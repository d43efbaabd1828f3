import type { Request, Response, Router } from 'express';
import type { Emulator } from '../emulator';
import { ApiError } from '../http/api-error';
import { withinLimit, type LimitedResource } from '../http/rate-limit';
import { accessOf, mayAccess } from '../state/access';
import type { Access, BitbucketWorkspace, Repository, User } from '../state/model';
import { authenticate } from './authenticate';
import { selectFields } from './partial';

/** One authorised request. */
export interface Call {
  emulator: Emulator;
  request: Request;
  response: Response;
  user: User;
}

export interface RepositoryCall extends Call {
  repository: Repository;
}

/** What a handler gives back; null when it has written the answer itself. */
export type Answer = { status: number; body?: object; headers?: Record<string, string> } | null;

export function ok(body: object): Answer {
  return { status: 200, body };
}

export function created(body: object): Answer {
  return { status: 201, body };
}

export function noContent(): Answer {
  return { status: 204 };
}

type Method = 'get' | 'post' | 'put' | 'delete';

/** An operation: its scopes (all are needed) and the budget that it uses. */
export interface Operation {
  method: Method;
  path: string | RegExp;
  scopes: readonly string[];
  limit?: LimitedResource;
}

function answer(response: Response, fields: string | null, result: Answer): void {
  if (!result) return;
  response.status(result.status).set(result.headers ?? {});
  if (result.body === undefined) response.end();
  else response.json(fields === null ? result.body : selectFields(result.body, fields));
}

/** Adds an operation that any signed-in user with the scopes may call. */
export function operation(
  router: Router,
  emulator: Emulator,
  { method, path, scopes, limit }: Operation,
  handle: (call: Call) => Answer | Promise<Answer>,
): void {
  router[method](path, async (request, response) => {
    const { user, granted, missing } = authenticate(emulator, request, scopes);
    emulator.requests.note(request, { user: user.username });
    response.set({
      'X-OAuth-Scopes': granted.join(', '),
      'X-Accepted-OAuth-Scopes': scopes.join(', '),
      'X-Credential-Type': 'oauth2',
    });
    if (limit && !withinLimit(emulator, user, limit)) {
      // Text, and no header that says when to come back: as seen at Bitbucket.
      response.status(429).type('text/plain').send('Rate limit for this resource has been exceeded');
      return;
    }
    if (missing) throw missing;
    const fields = typeof request.query.fields === 'string' ? request.query.fields : null;
    answer(response, fields, await handle({ emulator, request, response, user }));
    if (method !== 'get') emulator.store.changed();
  });
}

const NO_ACCESS =
  'You may not have access to this repository or it no longer exists in this workspace. ' +
  'If you think this repository exists and you have access, make sure you are authenticated.';

/** One value of the path, decoded. */
export function param(request: Request, name: string): string {
  const value: unknown = request.params[name];
  if (Array.isArray(value)) return value.join('/');
  return typeof value === 'string' ? value : '';
}

/** Adds an operation on `/repositories/{workspace}/{repo_slug}<path>` for users with the given right. */
export function repositoryOperation(
  router: Router,
  emulator: Emulator,
  {
    path,
    access,
    limit = 'repositories',
    ...rest
  }: Omit<Operation, 'path'> & { path: string; access: Access },
  handle: (call: RepositoryCall) => Answer | Promise<Answer>,
): void {
  const full = `/repositories/:workspace/:repository${path}`;
  operation(router, emulator, { ...rest, path: full, limit }, (call) => {
    const { store } = emulator;
    const repository = store.findRepository(
      param(call.request, 'workspace'),
      param(call.request, 'repository'),
    );
    if (!repository) throw new ApiError(404, NO_ACCESS);
    if (accessOf(store, call.user, repository) === 'none') throw new ApiError(403, NO_ACCESS);
    if (!mayAccess(store, call.user, repository, access)) {
      throw new ApiError(
        403,
        `Access denied. You must have ${access === 'admin' ? 'admin' : 'write or admin'} access.`,
      );
    }
    return handle({ ...call, repository });
  });
}

/** The Bitbucket workspace of the path; 404 as Bitbucket says it. */
export function workspaceOf(call: Call): BitbucketWorkspace {
  const selector = param(call.request, 'workspace');
  const workspace = call.emulator.store.findWorkspace(selector);
  if (!workspace) throw new ApiError(404, `No workspace with identifier '${selector}'.`);
  return workspace;
}

/** The Bitbucket workspace of the path, for its members only. */
export function memberWorkspace(call: Call): BitbucketWorkspace {
  const workspace = workspaceOf(call);
  if (!workspace.members[call.user.uuid]) {
    throw new ApiError(403, 'You do not have access to this workspace.');
  }
  return workspace;
}
