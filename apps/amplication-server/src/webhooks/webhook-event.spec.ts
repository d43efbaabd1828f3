import { InvalidRequest } from '@amplication/service-kit';
import { readPullRequestEvent } from './webhook-event';

const pullrequest = {
  id: 7,
  state: 'MERGED',
  title: 'Build 1',
  updated_on: '2026-11-24T10:00:00.123456+00:00',
  links: { html: { href: 'http://127.0.0.1:7990/acme/shop/pull-requests/7' }, self: { href: 'x' } },
  description: 'more than we read',
};
const read = (value: unknown) => readPullRequestEvent(Buffer.from(JSON.stringify(value)));

describe('readPullRequestEvent', () => {
  it('reads what we use', () => {
    expect(read({ actor: {}, pullrequest })).toEqual({
      number: 7,
      told: {
        state: 'MERGED',
        title: 'Build 1',
        url: 'http://127.0.0.1:7990/acme/shop/pull-requests/7',
        changedAt: new Date('2026-11-24T10:00:00.123Z'),
      },
    });
  });

  it('makes a title storable', () => {
    expect(read({ pullrequest: { ...pullrequest, title: 'a\0b\ud800c' } }).told.title).toBe(
      'a\uFFFDb\uFFFDc',
    );
  });

  it.each([
    ['no JSON', Buffer.from('{')],
    ['nothing', Buffer.alloc(0)],
    ['a list', Buffer.from('[]')],
    ['another event', Buffer.from('{"push":{}}')],
    ['a list in place of the pull request', Buffer.from('{"pullrequest":[]}')],
  ])('refuses %s', (_what, body) => {
    expect(() => readPullRequestEvent(body)).toThrow(InvalidRequest);
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
