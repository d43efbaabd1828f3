/** @jest-environment ./test/browser-environment.mjs */
import { screen, waitFor } from '@testing-library/react';
import { refuse, type SentRequest, serve } from '../../../../test/api';
import { show } from '../../../../test/render';
import type { Connection } from '../../../api/bitbucket/connections';
import { DisconnectModal } from './disconnect-modal';

const ADDRESS = '/api/workspaces/w1/bitbucket/connections/c1';
const connection: Connection = {
  id: 'c1',
  workspaceId: 'w1',
  status: 'connected',
  statusCause: null,
  user: { uuid: '{u1}', displayName: 'Alice Liddell', nickname: 'alice', avatarUrl: null },
  scopesGranted: [],
  scopesMissing: [],
  connectedBy: null,
  connectedAt: '2026-01-01T10:00:00.000Z',
  budget: { limit: 1000, used: 0, heldUntil: null },
};
const impact = {
  resources: [{ id: 'r1', name: 'Orders', repository: 'acme/orders' }],
  runningBuilds: [{ id: 'b1' }, { id: 'b2' }],
};

function warn(onDisconnect: () => object, onImpact: () => object = () => impact) {
  const sent = serve({ [`GET ${ADDRESS}/impact`]: onImpact, [`DELETE ${ADDRESS}`]: onDisconnect });
  let isOpen = true;
  const { user } = show(<DisconnectModal connection={connection} onClose={() => (isOpen = false)} />);
  return { user, isOpen: () => isOpen, deletions: () => sent.filter(isDeletion).length };
}

const isDeletion = ({ route }: SentRequest) => route.startsWith('DELETE');
const done = () => new Response(null, { status: 204 });

describe('the warning before a Bitbucket account is disconnected', () => {
  it('names what will stop, before anything does', async () => {
    const { deletions } = warn(done);
    expect(await screen.findByText('Orders, to acme/orders')).toBeTruthy();
    expect(screen.getByText('Stops 2 builds that are on the way.')).toBeTruthy();
    expect(deletions()).toBe(0);
  });

  it('closes when it was obeyed', async () => {
    const { user, isOpen, deletions } = warn(done);
    await user.click(await screen.findByRole('button', { name: 'Disconnect' }));
    await waitFor(() => expect(isOpen()).toBe(false));
    expect(deletions()).toBe(1);
  });

  it('stays when that failed, and says why', async () => {
    const { user, isOpen } = warn(() => refuse(503, { message: 'The database is away.', action: 'retry' }));
    await user.click(await screen.findByRole('button', { name: 'Disconnect' }));
    expect((await screen.findByRole('alert')).textContent).toContain('The database is away.');
    expect(isOpen()).toBe(true);
  });

  it('says so when it cannot tell what will stop', async () => {
    warn(done, () => refuse(500, { message: 'Not known now.' }));
    expect((await screen.findByRole('alert')).textContent).toContain('Not known now.');
  });
});
