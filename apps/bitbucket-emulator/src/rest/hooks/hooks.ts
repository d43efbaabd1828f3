import type { Router } from 'express';
import type { Emulator } from '../../emulator';
import { ApiError, badRequest, notFound } from '../../http/api-error';
import { checkAccessToken } from '../../oauth/tokens';
import { newUuid } from '../../state/identity';
import type { Hook, Repository } from '../../state/model';
import { at, bodyOf, flag, list, text } from '../body';
import { created, noContent, ok, param, repositoryOperation, type RepositoryCall } from '../operation';
import { numberedPage } from '../paging';
import { link } from '../../represent/account';
import { repositoryPath, representRepositoryShort } from '../../represent/repository';
import { EVENTS } from '../../webhooks/event-names';

function represent(emulator: Emulator, repository: Repository, hook: Hook): object {
  return {
    type: 'webhook_subscription',
    uuid: hook.uuid,
    url: hook.url,
    description: hook.description,
    subject_type: 'repository',
    subject: representRepositoryShort(emulator, repository),
    active: hook.active,
    created_at: hook.createdOn,
    events: hook.events,
    secret_set: hook.secret !== null,
    skip_cert_verification: false,
    links: { self: link(`${repositoryPath(emulator, repository)}/hooks/${encodeURIComponent(hook.uuid)}`) },
  };
}

/** A hook may listen only to what the token may read: each event needs the scope of its subject. */
function refuseUnreadableEvents(call: RepositoryCall, events: string[]): void {
  const [, token = ''] = /^Bearer (\S+)$/i.exec(call.request.headers.authorization ?? '') ?? [];
  const check = checkAccessToken(call.emulator, token);
  const required = [
    ...new Set(events.map((event) => (event.startsWith('pullrequest:') ? 'pullrequest' : 'repository'))),
  ];
  if (check.ok && required.some((scope) => !check.scopes.has(scope))) {
    throw new ApiError(403, 'Your credentials lack one or more required privilege scopes.', {
      detail: { required: ['webhook', ...required], granted: check.granted },
    });
  }
}

function eventsOf(call: RepositoryCall): string[] | undefined {
  const events = list(bodyOf(call.request), 'events')?.map(String);
  if (!events) return undefined;
  const unknown = events.filter((event) => !EVENTS.includes(event));
  if (events.length === 0 || unknown.length > 0) {
    throw badRequest('Bad request', { events: [`invalid events: ${unknown.join(', ')}`] });
  }
  refuseUnreadableEvents(call, events);
  return events;
}

function urlOf(call: RepositoryCall): string | undefined {
  const url = text(bodyOf(call.request), 'url');
  if (url !== undefined && !/^https?:\/\//.test(url)) {
    throw badRequest('Bad request', { url: ['Enter a valid URL.'] });
  }
  return url;
}

function secretOf(call: RepositoryCall, before: string | null): string | null {
  const body = bodyOf(call.request);
  if (at(body, 'secret') === undefined) return before;
  const secret = text(body, 'secret') ?? '';
  if (secret.length > 128) throw badRequest('Bad request', { secret: ['at most 128 characters'] });
  return secret === '' ? null : secret;
}

function find(call: RepositoryCall): Hook {
  const hook = call.repository.hooks.find((one) => one.uuid === param(call.request, 'hook'));
  if (!hook) throw notFound('Webhook not found.');
  return hook;
}

/** Webhooks of a repository, for its administrators. Addresses of this machine are welcome, unlike at Bitbucket. */
export function hookOperations(router: Router, emulator: Emulator): void {
  const base = { scopes: ['webhook'], access: 'admin', limit: 'webhooks' } as const;
  const all = { ...base, path: '/hooks' } as const;
  const one = { ...base, path: '/hooks/:hook' } as const;
  repositoryOperation(router, emulator, { ...all, method: 'get' }, ({ repository, request }) =>
    ok(numberedPage(emulator, request, repository.hooks, (hook) => represent(emulator, repository, hook))),
  );
  repositoryOperation(router, emulator, { ...all, method: 'post' }, (call) => {
    const [url, events] = [urlOf(call), eventsOf(call)];
    if (!url) throw badRequest('Bad request', { url: ['required key not provided'] });
    if (!events) throw badRequest('Bad request', { events: ['required key not provided'] });
    const body = bodyOf(call.request);
    const hook: Hook = {
      uuid: newUuid(),
      url,
      events,
      description: text(body, 'description') ?? '',
      active: flag(body, 'active') ?? true,
      secret: secretOf(call, null),
      createdOn: emulator.clock.timestamp(),
    };
    call.repository.hooks.push(hook);
    return created(represent(emulator, call.repository, hook));
  });
  repositoryOperation(router, emulator, { ...one, method: 'get' }, (call) =>
    ok(represent(emulator, call.repository, find(call))),
  );
  repositoryOperation(router, emulator, { ...one, method: 'put' }, (call) => {
    const hook = find(call);
    const body = bodyOf(call.request);
    Object.assign(hook, {
      url: urlOf(call) ?? hook.url,
      events: eventsOf(call) ?? hook.events,
      description: text(body, 'description') ?? hook.description,
      active: flag(body, 'active') ?? hook.active,
      secret: secretOf(call, hook.secret),
    });
    return ok(represent(emulator, call.repository, hook));
  });
  repositoryOperation(router, emulator, { ...one, method: 'delete' }, (call) => {
    const gone = find(call);
    call.repository.hooks = call.repository.hooks.filter((hook) => hook !== gone);
    return noContent();
  });
}
