import { CONSUMER_OF_ROW, connectionRow } from '../../test/connection-row';
import { viewOf } from './connection-view';

const budget = { limit: 1_000, used: 7, heldUntil: null };
const view = (values: Parameters<typeof connectionRow>[0]) =>
  viewOf(connectionRow(values), CONSUMER_OF_ROW, budget);

it('shows whose account it is and how it does, and nothing else of what is stored', () => {
  const row = connectionRow({ status: 'suspect', statusCause: 'CONNECTION_SUSPECT' });
  expect(viewOf(row, CONSUMER_OF_ROW, budget)).toEqual({
    id: row.id,
    workspaceId: row.workspaceId,
    user: {
      uuid: row.bitbucketUserUuid,
      displayName: row.displayName,
      nickname: row.nickname,
      avatarUrl: row.avatarUrl,
    },
    status: 'suspect',
    statusCause: 'CONNECTION_SUSPECT',
    scopesGranted: ['account', 'webhook'],
    scopesMissing: expect.arrayContaining(['pullrequest:write']),
    connectedBy: row.connectedBy,
    connectedAt: row.connectedAt,
    budget,
  });
});

describe('of another consumer', () => {
  it.each([{ clientId: 'another' }, { siteUrl: 'https://bitbucket.org' }])(
    '%o: says so, whatever else is wrong with it',
    (other) => {
      for (const status of ['connected', 'suspect', 'reconnect-needed'] as const)
        expect(view({ ...other, status, statusCause: 'CONSUMER_REFUSED' })).toMatchObject({
          status: 'other-consumer',
          statusCause: 'CONNECTION_OTHER_CONSUMER',
        });
    },
  );

  it('one that was disconnected stays just that', () => {
    expect(view({ clientId: 'another', status: 'disconnected' })).toMatchObject({
      status: 'disconnected',
      statusCause: null,
    });
  });
});
