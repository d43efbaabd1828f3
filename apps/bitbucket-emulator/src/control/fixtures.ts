import type { Request, Router } from 'express';
import type { Emulator } from '../emulator';
import { afterRefsChanged } from '../changes/refs';
import { readHeads } from '../git/read';
import { writeCommit, type FileChange } from '../git/write-commit';
import { ApiError } from '../http/api-error';
import { addGrant, issueTokens } from '../oauth/tokens';
import { makeRepository, makeUser, makeWorkspace } from '../state/factory';
import type { Access, BitbucketWorkspace, Consumer, Repository, User, WorkspaceRole } from '../state/model';
import { DOCUMENTED_SCOPES } from '../state/seeds';
import {
  objectOf,
  optionalBoolean,
  optionalChoice,
  optionalNumber,
  optionalObject,
  optionalString,
  optionalStrings,
  string,
} from './parse';

type Body = Record<string, unknown>;

const ROLES: readonly WorkspaceRole[] = ['owner', 'create-project', 'member'];
const RIGHTS: readonly (Access | 'none')[] = ['none', 'read', 'write', 'admin'];

/** The user that a field names by username or uuid. */
export function userNamed(emulator: Emulator, body: Body, name = 'user'): User {
  const user = emulator.store.findUser(string(body, name));
  if (!user) throw new ApiError(404, `${name}: no such user`);
  return user;
}

function byUser<T extends string>(
  emulator: Emulator,
  body: Body,
  name: string,
  choices: readonly T[],
): Record<string, T> {
  const wanted = optionalObject(body, name) ?? {};
  const entries = Object.keys(wanted).map((username) => {
    const user = emulator.store.findUser(username);
    const value = optionalChoice(wanted, username, choices);
    if (!user || value === undefined)
      throw new ApiError(400, `${name}: ${username} is not a user with a value`);
    return [user.uuid, value] as const;
  });
  return Object.fromEntries(entries);
}

function addUser(emulator: Emulator, body: Body): User {
  const username = string(body, 'username');
  if (emulator.store.findUser(username)) throw new ApiError(409, 'the user is there already');
  const user = makeUser(
    username,
    optionalString(body, 'displayName') ?? username,
    emulator.clock.timestamp(),
  );
  emulator.store.state.users.push(user);
  return user;
}

function addWorkspace(emulator: Emulator, body: Body): BitbucketWorkspace {
  const slug = string(body, 'slug');
  if (emulator.store.findWorkspace(slug)) throw new ApiError(409, 'the Bitbucket workspace is there already');
  const members = byUser(emulator, body, 'members', ROLES);
  const name = optionalString(body, 'name') ?? slug;
  const workspace = makeWorkspace(slug, name, members, emulator.clock.timestamp());
  emulator.store.state.workspaces.push(workspace);
  return workspace;
}

function addRepositories(emulator: Emulator, body: Body): Repository[] {
  const workspace = emulator.store.findWorkspace(string(body, 'workspace'));
  if (!workspace) throw new ApiError(404, 'workspace: no such Bitbucket workspace');
  const slug = string(body, 'slug');
  const count = optionalNumber(body, 'count');
  const slugs =
    count === undefined ? [slug] : Array.from({ length: count }, (_, index) => `${slug}-${index + 1}`);
  return slugs.map((one) => {
    if (emulator.store.findRepository(workspace.slug, one))
      throw new ApiError(409, `${one} is there already`);
    const content = optionalBoolean(body, 'empty') ? 'empty' : 'sample';
    const repository = makeRepository(workspace, one, {
      name: count === undefined ? (optionalString(body, 'name') ?? one) : one,
      content,
      mainBranch: content === 'empty' ? null : (optionalString(body, 'mainBranch') ?? 'main'),
      isPrivate: optionalBoolean(body, 'isPrivate') ?? true,
      memberAccess: optionalChoice(body, 'memberAccess', RIGHTS) ?? 'write',
      access: byUser(emulator, body, 'access', RIGHTS),
      createdOn: emulator.clock.timestamp(),
      updatedOn: emulator.clock.timestamp(),
    });
    emulator.store.state.repositories.push(repository);
    return repository;
  });
}

function consumerFrom(emulator: Emulator, body: Body, before: Consumer | null, key: string): Consumer {
  return {
    key,
    secret: optionalString(body, 'secret') ?? before?.secret ?? string(body, 'secret'),
    name: optionalString(body, 'name') ?? before?.name ?? key,
    callbackUrl: optionalString(body, 'callbackUrl') ?? before?.callbackUrl ?? string(body, 'callbackUrl'),
    scopes: optionalStrings(body, 'scopes') ?? before?.scopes ?? DOCUMENTED_SCOPES,
    lockedUntil: (optionalNumber(body, 'lockedForSeconds') ?? 0) * 1000 + emulator.clock.now(),
  };
}

/** One commit by a user, on a branch that may be new; what a push of it would do happens too. */
async function addCommit(emulator: Emulator, body: Body): Promise<object> {
  const repository = emulator.store.findRepository(string(body, 'workspace'), string(body, 'repository'));
  if (!repository) throw new ApiError(404, 'no such repository');
  const user = userNamed(emulator, body);
  const directory = await emulator.repositories.open(repository);
  const heads = await readHeads(directory);
  const branch = optionalString(body, 'branch') ?? repository.mainBranch ?? 'main';
  const from = optionalString(body, 'from') ?? repository.mainBranch ?? '';
  const files = optionalObject(body, 'files') ?? {};
  const changes = new Map<string, FileChange | null>(
    Object.keys(files).map((path) => {
      const content = optionalString(files, path);
      return [path, content === undefined ? null : { mode: '100644', content: Buffer.from(content) }];
    }),
  );
  const hash = await writeCommit(directory, {
    branch,
    parent: heads[branch] ?? heads[from] ?? null,
    expected: heads[branch] ?? null,
    message: optionalString(body, 'message') ?? 'A commit',
    author: `${user.displayName} <${user.email}>`,
    seconds: emulator.clock.now() / 1000,
    changes,
  });
  await afterRefsChanged(emulator, repository, user);
  return { hash, branch };
}

function mintTokens(emulator: Emulator, body: Body): object {
  const consumer = emulator.store.findConsumer(optionalString(body, 'consumer') ?? 'amplication-local');
  if (!consumer) throw new ApiError(404, 'consumer: no such consumer');
  const scopes = optionalStrings(body, 'scopes') ?? consumer.scopes;
  const grant = addGrant(emulator, consumer, userNamed(emulator, body), scopes);
  return issueTokens(emulator, grant, 'authorization_code');
}

function consumerRoutes(router: Router, emulator: Emulator): void {
  const { store } = emulator;
  router.post('/consumers', (request, response) => {
    const body = objectOf(request.body);
    const key = string(body, 'key');
    if (store.findConsumer(key)) throw new ApiError(409, 'the consumer is there already');
    const consumer = consumerFrom(emulator, body, null, key);
    store.state.consumers.push(consumer);
    store.changed();
    response.status(201).json({ ...consumer, secret: undefined });
  });
  router.patch('/consumers/:key', (request, response) => {
    const consumer = store.findConsumer(request.params.key);
    if (!consumer) throw new ApiError(404, 'no such consumer');
    Object.assign(consumer, consumerFrom(emulator, objectOf(request.body), consumer, consumer.key));
    store.changed();
    response.json({ ...consumer, secret: undefined });
  });
  router.post('/revoke', (request, response) => {
    const body = objectOf(request.body);
    const user = userNamed(emulator, body);
    const consumerKey = optionalString(body, 'consumer');
    const grants = store.state.grants.filter(
      (one) =>
        one.userUuid === user.uuid && !one.revoked && (!consumerKey || one.consumerKey === consumerKey),
    );
    for (const grant of grants) grant.revoked = true;
    store.changed();
    response.json({ revoked: grants.length });
  });
}

/** Things that a test needs to be there. */
export function fixtureRoutes(router: Router, emulator: Emulator): void {
  const add = (path: string, make: (body: Body) => object | Promise<object>): void => {
    router.post(path, async (request: Request, response) => {
      const result = await make(objectOf(request.body));
      emulator.store.changed();
      response.status(201).json(result);
    });
  };
  add('/users', (body) => addUser(emulator, body));
  add('/workspaces', (body) => addWorkspace(emulator, body));
  add('/repositories', (body) => ({
    repositories: addRepositories(emulator, body).map(({ uuid, slug, name, mainBranch }) => ({
      uuid,
      slug,
      name,
      mainBranch,
    })),
  }));
  add('/commits', (body) => addCommit(emulator, body));
  add('/tokens', (body) => mintTokens(emulator, body));
  consumerRoutes(router, emulator);
}
