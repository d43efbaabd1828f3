import type { Router } from 'express';
import type { Emulator } from '../../emulator';
import { afterRefsChanged } from '../../changes/refs';
import { readCommit, readHeads, resolveCommit } from '../../git/read';
import { git, tryGit } from '../../git/run-git';
import { ApiError, badRequest, notFound } from '../../http/api-error';
import type { Repository } from '../../state/model';
import { filterAndSort } from '../bbql';
import { bodyOf, text } from '../body';
import { created, noContent, ok, param, repositoryOperation, type RepositoryCall } from '../operation';
import { numberedPage } from '../paging';
import { representBranch } from '../../represent/commit';

/** The heads that REST sees: a new branch stays out of sight for `branchLagMs`. */
export async function visibleHeads(
  emulator: Emulator,
  repository: Repository,
): Promise<Record<string, string>> {
  const heads = await readHeads(await emulator.repositories.open(repository));
  const { branchLagMs } = emulator.settings;
  if (branchLagMs === 0) return heads;
  return Object.fromEntries(
    Object.entries(heads).filter(([name]) => {
      const seen = emulator.branchSeenAt.get(`${repository.uuid} ${name}`) ?? 0;
      return Date.now() - seen >= branchLagMs;
    }),
  );
}

async function listBranches(emulator: Emulator, call: RepositoryCall): Promise<object> {
  const { repository, request } = call;
  const directory = await emulator.repositories.open(repository);
  const heads = await visibleHeads(emulator, repository);
  const names = Object.keys(heads).sort();
  // `target` is read for the shown page only, unless the query looks into it.
  const needsTarget = `${String(request.query.q ?? '')}${String(request.query.sort ?? '')}`.includes(
    'target',
  );
  const read = async (name: string): Promise<object> =>
    representBranch(emulator, repository, name, await readCommit(directory, heads[name] ?? ''));
  if (needsTarget) {
    const all = await Promise.all(names.map(read));
    return numberedPage(emulator, request, filterAndSort(all, request.query), (item) => item);
  }
  const chosen = filterAndSort(
    names.map((name) => ({ name })),
    request.query,
  );
  const page = numberedPage(emulator, request, chosen, (item) => item) as { values: { name: string }[] };
  return { ...page, values: await Promise.all(page.values.map(({ name }) => read(name))) };
}

async function createBranch(emulator: Emulator, call: RepositoryCall): Promise<object> {
  const { repository, user } = call;
  const directory = await emulator.repositories.open(repository);
  const body = bodyOf(call.request);
  const [name, target] = [text(body, 'name'), text(body, 'target.hash')];
  if (!name) throw badRequest('Bad request', { name: ['required key not provided'] });
  if (!target) throw badRequest('Bad request', { target: ['required key not provided'] });
  if ((await tryGit(directory, ['check-ref-format', '--branch', name])).code !== 0) {
    throw badRequest('Invalid branch name', { name: [`${name} is not a valid branch name.`] });
  }
  const commit = await resolveCommit(directory, target);
  if (!commit) throw badRequest(`Commit not found: ${target}`, { target: ['Commit not found'] });
  const { code } = await tryGit(directory, ['update-ref', `refs/heads/${name}`, commit, '0'.repeat(40)]);
  if (code !== 0) {
    throw new ApiError(400, `Branch "${name}" already exists.`, { data: { key: 'BRANCH_ALREADY_EXISTS' } });
  }
  await afterRefsChanged(emulator, repository, user);
  return representBranch(emulator, repository, name, await readCommit(directory, commit));
}

/** `/refs/branches`: names may hold slashes, escaped or not. */
export function branchOperations(router: Router, emulator: Emulator): void {
  const read = { scopes: ['repository'], access: 'read', method: 'get' } as const;
  const write = { scopes: ['repository:write'], access: 'write' } as const;
  repositoryOperation(router, emulator, { ...read, path: '/refs/branches' }, async (call) =>
    ok(await listBranches(emulator, call)),
  );
  repositoryOperation(router, emulator, { ...write, method: 'post', path: '/refs/branches' }, async (call) =>
    created(await createBranch(emulator, call)),
  );
  const one = '/refs/branches/*name';
  repositoryOperation(router, emulator, { ...read, path: one }, async ({ repository, request }) => {
    const name = param(request, 'name');
    const hash = (await visibleHeads(emulator, repository))[name];
    if (!hash) throw notFound(`No such branch: ${name}`);
    const directory = await emulator.repositories.open(repository);
    return ok(representBranch(emulator, repository, name, await readCommit(directory, hash)));
  });
  repositoryOperation(router, emulator, { ...write, method: 'delete', path: one }, async (call) => {
    const { repository, user } = call;
    const name = param(call.request, 'name');
    const directory = await emulator.repositories.open(repository);
    if (!(await readHeads(directory))[name]) throw notFound(`No such branch: ${name}`);
    if (name === repository.mainBranch) throw badRequest('The main branch cannot be deleted.');
    await git(directory, ['update-ref', '-d', `refs/heads/${name}`]);
    await afterRefsChanged(emulator, repository, user);
    return noContent();
  });
}
