import { InvalidRequest } from '@amplication/service-kit';
import { readWebhookEvent } from './webhook-event';

const pullrequest = {
  id: 7,
  state: 'MERGED',
  title: 'Build 1',
  updated_on: '2026-11-24T10:00:00.123456+00:00',
  links: { html: { href: 'http://127.0.0.1:7990/acme/shop/pull-requests/7' }, self: { href: 'x' } },
  description: 'more than we read',
};
const read = (value: unknown) => readWebhookEvent(Buffer.from(JSON.stringify(value)));

describe('readWebhookEvent', () => {
  it('reads what we use', () => {
    expect(read({ actor: {}, pullrequest, repository: {} })).toEqual({
      about: 'pull-request',
      number: 7,
      pullRequest: {
        state: 'MERGED',
        title: 'Build 1',
        url: 'http://127.0.0.1:7990/acme/shop/pull-requests/7',
        changedAt: new Date('2026-11-24T10:00:00.123Z'),
      },
    });
  });

  it('makes a title storable', () => {
    expect(read({ pullrequest: { ...pullrequest, title: 'a\0b\ud800c' } })).toMatchObject({
      pullRequest: { title: 'a\uFFFDb\uFFFDc' },
    });
  });

  it('reads where a repository is', () => {
    const uuid = '{0f3f7f0e-6f0e-4a37-9c0d-0d8f9a4f8f02}';
    const html = { href: 'http://127.0.0.1:7990/acme/web-shop' };
    const repository = {
      uuid,
      full_name: 'acme/web-shop',
      name: 'Web Shop',
      workspace: { uuid },
      links: { html },
    };
    expect(read({ changes: {}, repository })).toEqual({
      about: 'repository',
      uuid,
      place: {
        bitbucketWorkspaceUuid: uuid,
        bitbucketWorkspaceSlug: 'acme',
        repositorySlug: 'web-shop',
        name: 'Web Shop',
        htmlUrl: html.href,
      },
    });
    expect(() => read({ repository: { ...repository, full_name: 'a/b/c' } })).toThrow(InvalidRequest);
  });

  it.each([
    ['no JSON', Buffer.from('{')],
    ['nothing', Buffer.alloc(0)],
    ['a list', Buffer.from('[]')],
    ['another event', Buffer.from('{"push":{}}')],
    ['a list in place of the pull request', Buffer.from('{"pullrequest":[]}')],
  ])('refuses %s', (_what, body) => {
    expect(() => readWebhookEvent(body)).toThrow(InvalidRequest);
  });

  it.each([
    ['id', '7'],
    ['id', 1.5],
    ['id', 2 ** 31],
    ['state', 'QUEUED'],
    ['title', null],
    ['updated_on', 'yesterday'],
    ['links', {}],
    ['links', { html: { href: 'javascript:alert(1)' } }],
  ])('refuses %s %j', (field, value) => {
    expect(() => read({ pullrequest: { ...pullrequest, [field]: value } })).toThrow(InvalidRequest);
  });
});
