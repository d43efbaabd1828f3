import type { Router } from 'express';
import type { Emulator } from '../../emulator';
import { ApiError, badRequest, notFound } from '../../http/api-error';
import type { Comment, PullRequest, Repository, User } from '../../state/model';
import { emitComment } from '../../webhooks/events';
import { filterAndSort } from '../bbql';
import { at, bodyOf, number, text } from '../body';
import { created, noContent, ok, param, repositoryOperation, type RepositoryCall } from '../operation';
import { numberedPage } from '../paging';
import { representComment } from '../../represent/pull-request';
import { pullRequestOf } from './find';

const MAX_LENGTH = 32_768;

/** Adds a comment to a pull request, in whatever state that is. */
export function addComment(
  emulator: Emulator,
  repository: Repository,
  pullRequest: PullRequest,
  author: User,
  content: { raw: string; parentId?: number | null; inline?: Comment['inline'] },
): Comment {
  const now = emulator.clock.timestamp();
  const comment: Comment = {
    id: repository.nextCommentId++,
    authorUuid: author.uuid,
    raw: content.raw,
    createdOn: now,
    updatedOn: now,
    parentId: content.parentId ?? null,
    inline: content.inline ?? null,
    deleted: false,
  };
  pullRequest.comments.push(comment);
  pullRequest.updatedOn = now;
  emitComment(emulator, repository, author, pullRequest, comment);
  return comment;
}

function rawOf(body: Record<string, unknown>): string {
  const raw = text(body, 'content.raw');
  if (!raw) throw badRequest('Bad request', { content: ['required key not provided'] });
  if (raw.length > MAX_LENGTH) throw badRequest('Bad request', { content: ['The comment is too long.'] });
  return raw;
}

function inlineOf(body: Record<string, unknown>): Comment['inline'] {
  const path = text(body, 'inline.path');
  if (at(body, 'inline') === undefined) return null;
  if (!path) throw badRequest('Bad request', { inline: ['path is required'] });
  const [from, to] = [number(body, 'inline.from'), number(body, 'inline.to')];
  return { path, ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

function commentOf(call: RepositoryCall): Comment {
  const found = pullRequestOf(call).comments.find((one) => String(one.id) === param(call.request, 'comment'));
  if (!found) throw notFound('Comment not found');
  return found;
}

/** Comments of a pull request; oldest first unless sorted. */
export function commentOperations(router: Router, emulator: Emulator): void {
  const base = { scopes: ['pullrequest'], access: 'read' } as const;
  const all = { ...base, path: '/pullrequests/:id/comments' } as const;
  const one = { ...base, path: '/pullrequests/:id/comments/:comment' } as const;
  const represent = (call: RepositoryCall, comment: Comment): object =>
    representComment(emulator, call.repository, pullRequestOf(call), comment);

  repositoryOperation(router, emulator, { ...all, method: 'get' }, (call) => {
    const items = pullRequestOf(call).comments.map((comment) => represent(call, comment));
    return ok(numberedPage(emulator, call.request, filterAndSort(items, call.request.query), (item) => item));
  });
  repositoryOperation(router, emulator, { ...all, method: 'post' }, (call) => {
    const body = bodyOf(call.request);
    const comment = addComment(emulator, call.repository, pullRequestOf(call), call.user, {
      raw: rawOf(body),
      parentId: number(body, 'parent.id') ?? null,
      inline: inlineOf(body),
    });
    return created(represent(call, comment));
  });
  repositoryOperation(router, emulator, { ...one, method: 'get' }, (call) =>
    ok(represent(call, commentOf(call))),
  );
  repositoryOperation(router, emulator, { ...one, method: 'put' }, (call) => {
    const comment = commentOf(call);
    if (comment.authorUuid !== call.user.uuid) throw new ApiError(403, 'Only the author can edit a comment.');
    comment.raw = rawOf(bodyOf(call.request));
    comment.updatedOn = emulator.clock.timestamp();
    return ok(represent(call, comment));
  });
  repositoryOperation(router, emulator, { ...one, method: 'delete' }, (call) => {
    commentOf(call).deleted = true;
    return noContent();
  });
}
