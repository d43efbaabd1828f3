import type { Request, Router } from 'express';
import type { Emulator } from '../../emulator';
import { readCommit, readLog, resolveCommit } from '../../git/read';
import { ApiError } from '../../http/api-error';
import type { Repository } from '../../state/model';
import { ok, param, repositoryOperation, type Answer } from '../operation';
import { iteratorPage, iteratorStart, pagelenOf } from '../paging';
import { representCommit } from '../../represent/commit';
import { visibleHeads } from '../refs/branches';

/** 404 for a revision that is not there, with the names that were asked for. */
export function commitNotFound(name: string): ApiError {
  const data = { shas: [name] };
  return new ApiError(404, 'Commit not found', { data, outerData: data });
}

/** Full hash of a revision of the path; a branch that is still out of sight does not resolve. */
export async function resolveVisible(
  emulator: Emulator,
  repository: Repository,
  name: string,
): Promise<string> {
  const heads = await visibleHeads(emulator, repository);
  const directory = await emulator.repositories.open(repository);
  const hidden = repository.heads[name] !== undefined && heads[name] === undefined;
  const hash = heads[name] ?? (hidden ? null : await resolveCommit(directory, name));
  if (!hash) throw commitNotFound(name);
  return hash;
}

function names(value: unknown): string[] {
  return (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(String);
}

/** A page of the log between two sets of commits. */
export async function logPage(
  emulator: Emulator,
  repository: Repository,
  request: Request,
  range: { include: string[]; exclude: string[] },
): Promise<Answer> {
  const directory = await emulator.repositories.open(repository);
  const start = iteratorStart(request);
  const pagelen = pagelenOf(request, 100, 30);
  const path = typeof request.query.path === 'string' ? request.query.path : undefined;
  const commits = await readLog(directory, { ...range, path, skip: start, limit: pagelen + 1 });
  const items = commits.map((commit) => representCommit(emulator, repository, commit));
  return ok(iteratorPage(emulator, request, items, start, pagelen));
}

/** Commits: one, and the log of a revision or of all branches. */
export function commitOperations(router: Router, emulator: Emulator): void {
  const read = { scopes: ['repository'], access: 'read', method: 'get' } as const;
  repositoryOperation(
    router,
    emulator,
    { ...read, path: '/commit/:commit' },
    async ({ repository, request }) => {
      const hash = await resolveVisible(emulator, repository, param(request, 'commit'));
      const directory = await emulator.repositories.open(repository);
      return ok(representCommit(emulator, repository, await readCommit(directory, hash)));
    },
  );
  for (const path of ['/commits', '/commits/*revision']) {
    repositoryOperation(router, emulator, { ...read, path }, async ({ repository, request }) => {
      const revision = param(request, 'revision');
      const wanted = [...(revision ? [revision] : []), ...names(request.query.include)];
      const resolve = (name: string): Promise<string> => resolveVisible(emulator, repository, name);
      const include =
        wanted.length > 0
          ? await Promise.all(wanted.map(resolve))
          : Object.values(await visibleHeads(emulator, repository));
      const exclude = await Promise.all(names(request.query.exclude).map(resolve));
      return logPage(emulator, repository, request, { include, exclude });
    });
  }
}
