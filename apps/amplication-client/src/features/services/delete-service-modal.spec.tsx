/** @jest-environment ./test/browser-environment.mjs */
import { screen } from '@testing-library/react';
import { refuse, serve } from '../../../test/api';
import { show } from '../../../test/render';
import type { Resource } from '../../api/services/resources';
import { DeleteServiceModal } from './delete-service-modal';

const service: Resource = {
  id: 'r1',
  workspaceId: 'w1',
  name: 'Orders',
  slug: 'orders',
  description: '',
  modelVersion: 1,
  createdAt: '2026-01-01T10:00:00.000Z',
  updatedAt: '2026-01-01T10:00:00.000Z',
  repository: null,
  lastBuild: null,
};

function warn(onDelete: () => object) {
  const repository = { bitbucketWorkspaceSlug: 'acme', repositorySlug: 'orders' };
  const sent = serve({
    'GET /api/resources/r1/impact': () => ({ runningBuilds: [{ id: 'b1' }], repository }),
    'DELETE /api/resources/r1': onDelete,
  });
  const { user } = show(<DeleteServiceModal service={service} onClose={() => undefined} />);
  return { user, routes: () => sent.map(({ route }) => route) };
}

describe('the warning before a service is deleted', () => {
  it('names what goes, what stops and what stays, before anything does', async () => {
    const { routes } = warn(() => new Response(null, { status: 204 }));
    expect(await screen.findByText('Stops a build that is on the way.')).toBeTruthy();
    const dialog = screen.getByRole('dialog', { name: 'Delete Orders?' });
    expect(dialog.textContent).toContain('It cannot be undone.');
    expect(dialog.textContent).toContain('acme/orders is unlinked. Nothing in Bitbucket is deleted.');
    expect(routes()).toEqual(['GET /api/resources/r1/impact']);
  });

  it('leads back to the services when it was obeyed', async () => {
    const { user } = warn(() => new Response(null, { status: 204 }));
    await user.click(await screen.findByRole('button', { name: 'Delete service' }));
    expect(await screen.findByRole('heading', { name: 'Another page' })).toBeTruthy();
  });

  it('stays when that failed, and says why', async () => {
    const { user } = warn(() => refuse(403, { message: 'Only an owner may do this.', action: 'resolve' }));
    await user.click(await screen.findByRole('button', { name: 'Delete service' }));
    expect((await screen.findByRole('alert')).textContent).toContain('Only an owner may do this.');
    expect(screen.getByRole('dialog', { name: 'Delete Orders?' })).toBeTruthy();
  });
});
