import { ConnectionWaitError } from './connection-wait-error';

it.each([
  ['CONSUMER_REFUSED', 'contact'],
  ['CONNECTION_SUSPECT', 'retry'],
] as const)('%s says who must act, when to ask again, and what came before it', (code, action) => {
  const cause = new Error('unauthorized_client');
  const error = new ConnectionWaitError(code, 15_000, cause);
  expect(error).toMatchObject({
    name: 'ConnectionWaitError',
    code,
    action,
    retryAfterMs: 15_000,
    // What a screen or another service gets to know of it.
    params: { retryAfterMs: 15_000 },
    cause,
  });
});
