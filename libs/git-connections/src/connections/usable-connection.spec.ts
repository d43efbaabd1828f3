import { connectionRefusal } from './usable-connection';

describe('a connection', () => {
  it.each([
    ['disconnected', null, 'CONNECTION_GONE'],
    ['other-consumer', null, 'CONNECTION_OTHER_CONSUMER'],
    ['reconnect-needed', 'CONNECTION_MEMBER_LEFT', 'CONNECTION_MEMBER_LEFT'],
    ['reconnect-needed', 'BITBUCKET_TOKEN_REFUSED', 'CONNECTION_NEEDS_RECONNECT'],
    ['reconnect-needed', null, 'CONNECTION_NEEDS_RECONNECT'],
  ] as const)('that is %s (%s) may send nothing: %s', (status, statusCause, code) => {
    expect(connectionRefusal({ id: 'c1', status, statusCause })).toMatchObject({
      code,
      params: { connectionId: 'c1' },
    });
  });

  it.each(['connected', 'suspect'] as const)('that is %s may be tried', (status) => {
    expect(connectionRefusal({ id: 'c1', status, statusCause: null })).toBeNull();
  });
});
