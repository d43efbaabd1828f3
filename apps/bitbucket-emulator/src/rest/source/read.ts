import type { Router } from 'express';
import type { Emulator } from '../../emulator';
import { readBlob, readEntry, readTree, type TreeEntry } from '../../git/read';
import { notFound } from '../../http/api-error';
import type { Repository } from '../../state/model';
import { filterAndSort } from '../bbql';
import { commitNotFound, resolveVisible } from '../commits/commits';
import { ok, repositoryOperation, type Answer, type RepositoryCall } from '../operation';
import { numberedPage } from '../paging';
import { link } from '../../represent/account';
import { representCommitShort } from '../../represent/commit';
import { repositoryPath } from '../../represent/repository';

function represent(emulator: Emulator, repository: Repository, hash: string, entry: TreeEntry): object {
  const base = `${repositoryPath(emulator, repository)}/src/${hash}/${entry.path}`;
  const directory = entry.type === 'tree';
  const attributes = { '100755': 'executable', '120000': 'link', '160000': 'subrepository' }[entry.mode];
  return {
    type: directory ? 'commit_directory' : 'commit_file',
    path: entry.path,
    commit: representCommitShort(emulator, repository, hash),
    ...(!directory && {
      escaped_path: entry.path,
      size: entry.size ?? 0,
      mimetype: null,
      attributes: attributes ? [attributes] : [],
    }),
    links: directory
      ? { self: link(`${base}/`), meta: link(`${base}/?format=meta`) }
      : {
          self: link(base),
          meta: link(`${base}?format=meta`),
          history: link(base.replace('/src/', '/filehistory/')),
        },
  };
}

/** Commit and path as they stand in the address, before Express joins and trims them. */
function addressOf(call: RepositoryCall): { commit: string; path: string; rooted: boolean } {
  const [, rest = ''] = /\/src\/(.*)$/.exec(call.request.path) ?? [];
  const slash = rest.indexOf('/');
  const [commit, path] = slash < 0 ? [rest, ''] : [rest.slice(0, slash), rest.slice(slash + 1)];
  return { commit: decodeURIComponent(commit), path: decodeURIComponent(path), rooted: slash >= 0 };
}

async function listDirectory(call: RepositoryCall, hash: string, path: string): Promise<Answer> {
  const { emulator, repository, request } = call;
  const directory = await emulator.repositories.open(repository);
  const depth = Number(request.query.max_depth ?? 1) || 1;
  const below = path === '' ? 0 : path.split('/').length;
  const entries = (await readTree(directory, hash, path, depth > 1)).filter(
    (entry) => entry.path.split('/').length - below <= depth,
  );
  const items = entries.map((entry) => represent(emulator, repository, hash, entry));
  return ok(numberedPage(emulator, request, filterAndSort(items, request.query), (item) => item));
}

/**
 * `/src/{commit}/{path}` with its traps: a name with a slash never works as commit, not even escaped, and the
 * root needs its trailing slash.
 */
async function readSource(call: RepositoryCall): Promise<Answer> {
  const { emulator, repository, request, response } = call;
  const { commit, path, rooted } = addressOf(call);
  if (!rooted || commit.includes('/')) throw commitNotFound(commit);
  const hash = await resolveVisible(emulator, repository, commit);
  const trimmed = path.replace(/\/+$/, '');
  if (trimmed === '') return listDirectory(call, hash, '');
  const directory = await emulator.repositories.open(repository);
  const entry = await readEntry(directory, hash, trimmed);
  if (!entry) throw notFound(`No such file or directory: ${trimmed}`);
  if (request.query.format === 'meta') return ok(represent(emulator, repository, hash, entry));
  if (entry.type === 'tree') return listDirectory(call, hash, trimmed);
  if (entry.type === 'commit') throw notFound(`No such file or directory: ${trimmed}`);
  const bytes = await readBlob(directory, entry.hash);
  response
    .set('ETag', `"${entry.hash}"`)
    .type(/\.[a-z0-9]+$/i.exec(trimmed)?.[0] ?? 'application/octet-stream')
    .send(bytes);
  return null;
}

/** Reads files and directories. */
export function sourceReadOperations(router: Router, emulator: Emulator): void {
  const read = { scopes: ['repository'], access: 'read', method: 'get' } as const;
  repositoryOperation(router, emulator, { ...read, path: '/src/*rest', limit: 'raw-files' }, readSource);
  // Express takes `/src`, `/src/` and `/src/main/` for the same kind of path: the last is caught above.
  repositoryOperation(router, emulator, { ...read, path: '/src' }, async (call) => {
    const { repository } = call;
    if (repository.mainBranch === null) throw notFound('Repository is empty.');
    return listDirectory(call, await resolveVisible(emulator, repository, repository.mainBranch), '');
  });
}
