import { CONSUMER_OF_ROW, connectionRow } from '../../test/connection-row';
import { assertUsable, connectionRefusal } from './usable-connection';

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

describe('a row that is about to be used', () => {
  it('is given back with its tokens', () => {
    const row = connectionRow();
    expect(assertUsable(row, CONSUMER_OF_ROW)).toEqual(row);
  });

  it('is refused when it is not there, or without one of its tokens', () => {
    const without = [{ accessToken: null }, { refreshToken: null }, { accessTokenExpiresAt: null }];
    for (const row of [undefined, ...without.map(connectionRow)])
      expect(() => assertUsable(row, CONSUMER_OF_ROW)).toThrow(
        expect.objectContaining({ code: 'CONNECTION_GONE' }),
      );
  });

  it.each([
    [{ status: 'disconnected' }, 'CONNECTION_GONE'],
    [{ clientId: 'another' }, 'CONNECTION_OTHER_CONSUMER'],
    [{ status: 'reconnect-needed' }, 'CONNECTION_NEEDS_RECONNECT'],
  ] as const)('is refused, with its id, when it may not be used: %o', (values, code) => {
    expect(() => assertUsable(connectionRow(values), CONSUMER_OF_ROW)).toThrow(
      expect.objectContaining({ code, params: { connectionId: 'c1' } }),
    );
  });
});
