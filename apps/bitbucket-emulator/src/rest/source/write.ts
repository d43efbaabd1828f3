import type { Router } from 'express';
import type { Emulator } from '../../emulator';
import { afterRefsChanged } from '../../changes/refs';
import { readEntry, readHeads, resolveCommit } from '../../git/read';
import { isSafePath, writeCommit, type FileChange } from '../../git/write-commit';
import { ApiError, badRequest } from '../../http/api-error';
import { repositoryOperation, type Answer, type RepositoryCall } from '../operation';
import { repositoryPath } from '../../represent/repository';
import { readCommitForm, type CommitForm } from './commit-form';

async function parentOf(
  directory: string,
  form: CommitForm,
  heads: Record<string, string>,
  branch: string,
): Promise<string | null> {
  const tip = heads[branch] ?? null;
  if (form.parents === undefined) {
    if (tip !== null || Object.keys(heads).length === 0) return tip;
    throw badRequest(`Branch "${branch}" does not exist: a parent is required.`);
  }
  const parent = await resolveCommit(directory, form.parents);
  if (!parent) throw badRequest(`Commit not found: ${form.parents}`);
  if (tip !== null && tip !== parent)
    throw new ApiError(409, `The parent is not the tip of branch "${branch}".`);
  return parent;
}

async function changesOf(
  directory: string,
  form: CommitForm,
  parent: string | null,
): Promise<Map<string, FileChange | null>> {
  const changes = new Map<string, FileChange | null>();
  for (const path of form.listed.filter((one) => !form.files.has(one))) {
    const found = isSafePath(path) && parent ? await readEntry(directory, parent, path) : null;
    if (!found) throw badRequest(`No such file: ${path}`);
    changes.set(path, null);
  }
  for (const [path, content] of form.files) {
    if (!isSafePath(path)) throw badRequest(`Invalid path: ${path}`);
    changes.set(path, { mode: '100644', content });
  }
  return changes;
}

/** Makes one commit; its branch is created when it is new. Overwriting a file drops its executable bit. */
async function commitSource(call: RepositoryCall): Promise<Answer> {
  const { emulator, repository, user } = call;
  const form = await readCommitForm(call.request);
  const directory = await emulator.repositories.open(repository);
  const hash = await emulator.queue.run(`write ${repository.uuid}`, async () => {
    const heads = await readHeads(directory);
    const branch = form.branch ?? repository.mainBranch ?? 'main';
    const parent = await parentOf(directory, form, heads, branch);
    return writeCommit(directory, {
      branch,
      parent,
      expected: heads[branch] ?? null,
      message: form.message ?? 'Edited over the API',
      author: form.author ?? `${user.displayName} <${user.email}>`,
      seconds: emulator.clock.now() / 1000,
      changes: await changesOf(directory, form, parent),
    });
  });
  await afterRefsChanged(emulator, repository, user);
  return { status: 201, headers: { Location: `${repositoryPath(emulator, repository)}/commit/${hash}` } };
}

/** `POST /src`. */
export function sourceWriteOperations(router: Router, emulator: Emulator): void {
  const write = { scopes: ['repository:write'], access: 'write', method: 'post', path: '/src' } as const;
  repositoryOperation(router, emulator, write, commitSource);
}
