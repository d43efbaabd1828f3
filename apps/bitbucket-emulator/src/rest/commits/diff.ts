import type { Router } from 'express';
import type { Emulator } from '../../emulator';
import { EMPTY_TREE, readDiff, readDiffstat, type FileDifference } from '../../git/diff';
import { mergeBase, readCommit } from '../../git/read';
import type { Repository } from '../../state/model';
import { ok, param, repositoryOperation } from '../operation';
import { numberedPage } from '../paging';
import { link } from '../../represent/account';
import { representCommitShort } from '../../represent/commit';
import { repositoryPath } from '../../represent/repository';
import { resolveVisible } from './commits';

interface Range {
  from: string;
  to: string;
}

/**
 * `A..B`: the FIRST is the commit with the changes, the SECOND the base (the reverse of git). One name alone is
 * that commit against its parent. `topic=true` compares with the merge base.
 */
async function rangeOf(
  emulator: Emulator,
  repository: Repository,
  spec: string,
  topic: boolean,
): Promise<Range> {
  const directory = await emulator.repositories.open(repository);
  const [head = '', base] = spec.split('..');
  const to = await resolveVisible(emulator, repository, head);
  if (base === undefined) {
    const { parents } = await readCommit(directory, to);
    return { from: parents[0] ?? EMPTY_TREE, to };
  }
  const second = await resolveVisible(emulator, repository, base);
  return { from: topic ? ((await mergeBase(directory, to, second)) ?? second) : second, to };
}

function represent(emulator: Emulator, repository: Repository, range: Range, file: FileDifference): object {
  const side = (path: string | null, commit: string): object | null =>
    path === null
      ? null
      : {
          type: 'commit_file',
          path,
          escaped_path: path,
          links: { self: link(`${repositoryPath(emulator, repository)}/src/${commit}/${path}`) },
          ...(commit !== EMPTY_TREE && { commit: representCommitShort(emulator, repository, commit) }),
        };
  return {
    type: 'diffstat',
    status: file.status,
    lines_added: file.linesAdded,
    lines_removed: file.linesRemoved,
    old: side(file.oldPath, range.from),
    new: side(file.newPath, range.to),
  };
}

/** `/diff/{spec}` as text and `/diffstat/{spec}` as pages. */
export function diffOperations(router: Router, emulator: Emulator): void {
  const read = { scopes: ['repository'], access: 'read', method: 'get' } as const;
  repositoryOperation(router, emulator, { ...read, path: '/diff/*spec' }, async (call) => {
    const { repository, request } = call;
    const topic = request.query.topic === 'true';
    const range = await rangeOf(emulator, repository, param(request, 'spec'), topic);
    const text = await readDiff(await emulator.repositories.open(repository), range.from, range.to);
    call.response.type('text/plain').send(text);
    return null;
  });
  repositoryOperation(router, emulator, { ...read, path: '/diffstat/*spec' }, async (call) => {
    const { repository, request } = call;
    const topic = request.query.topic === 'true';
    const range = await rangeOf(emulator, repository, param(request, 'spec'), topic);
    const files = await readDiffstat(await emulator.repositories.open(repository), range.from, range.to);
    return ok(numberedPage(emulator, request, files, (file) => represent(emulator, repository, range, file)));
  });
}
