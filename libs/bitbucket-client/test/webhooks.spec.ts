import { createHmac } from 'node:crypto';
import { verifyWebhookSignature } from '../src/api/repositories/webhooks';
import { FakeBitbucket } from './fake-bitbucket';

const bitbucket = new FakeBitbucket();
beforeAll(() => bitbucket.start());
afterAll(() => bitbucket.stop());

const ORDERS = { workspace: 'acme', repo: 'orders' };
const HOOK = {
  description: 'Amplication',
  url: 'https://example.com/hooks/1',
  events: ['pullrequest:fulfilled'],
  secret: 's3cret',
};
const existing = (url: string) => ({ uuid: `{${url}}`, url, active: true, events: [] });

it('makes a webhook when none has its URL', async () => {
  bitbucket.answers((request) =>
    request.method === 'GET'
      ? { json: { values: [existing('https://example.com/other')] } }
      : { status: 201, json: existing(HOOK.url) },
  );
  await bitbucket.api().webhooks.ensure(ORDERS, HOOK);
  expect(bitbucket.requests.map(({ method }) => method)).toEqual(['GET', 'POST']);
  expect(JSON.parse(bitbucket.requests[1]?.body ?? '')).toEqual({ ...HOOK, active: true });
});

it('brings an existing one up to date instead of making a second', async () => {
  bitbucket.answers((request) =>
    request.method === 'GET' ? { json: { values: [existing(HOOK.url)] } } : { json: existing(HOOK.url) },
  );
  await bitbucket.api().webhooks.ensure(ORDERS, HOOK);
  expect(bitbucket.requests.map(({ method }) => method)).toEqual(['GET', 'PUT']);
  expect(bitbucket.requests[1]?.url).toContain(encodeURIComponent(`{${HOOK.url}}`));
});

it('deletes one', async () => {
  bitbucket.answers([{ status: 204 }]);
  await bitbucket.api().webhooks.delete(ORDERS, '{h}');
  expect(bitbucket.requests[0]).toMatchObject({
    method: 'DELETE',
    path: '/2.0/repositories/acme/orders/hooks/%7Bh%7D',
  });
});

describe('signatures', () => {
  const body = Buffer.from('{"a": "ä"}');
  const signature = `sha256=${createHmac('sha256', 's3cret').update(body).digest('hex')}`;

  it('takes the right one', () => {
    expect(verifyWebhookSignature(body, signature, 's3cret')).toBe(true);
  });

  it.each([
    ['another body', Buffer.from('{"a":"ä"}'), signature, 's3cret'],
    ['another secret', body, signature, 'other'],
    ['no header', body, undefined, 's3cret'],
    ['no secret', body, `sha256=${createHmac('sha256', '').update(body).digest('hex')}`, ''],
    ['another algorithm', body, signature.replace('sha256', 'sha1'), 's3cret'],
    ['a short one', body, signature.slice(0, -2), 's3cret'],
  ])('refuses %s', (_what, raw, header, secret) => {
    expect(verifyWebhookSignature(raw, header, secret)).toBe(false);
  });
});
