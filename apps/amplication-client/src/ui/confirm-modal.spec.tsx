/** @jest-environment ./test/browser-environment.mjs */
import { screen, waitFor } from '@testing-library/react';
import { show } from '../../test/render';
import { ConfirmModal } from './confirm-modal';

function warn(state: { pending?: boolean; error?: Error } = {}) {
  const done: string[] = [];
  const { user } = show(
    <ConfirmModal
      title="Delete Orders?"
      confirm="Delete service"
      onConfirm={() => done.push('confirmed')}
      onClose={() => done.push('closed')}
      {...state}
    >
      It cannot be undone.
    </ConfirmModal>,
  );
  return { user, done };
}

describe('a warning before what cannot be undone', () => {
  it('says what it is about, and names the deed on its button', async () => {
    const { user, done } = warn();
    const dialog = await screen.findByRole('dialog', { name: 'Delete Orders?' });
    expect(dialog.textContent).toContain('It cannot be undone.');
    await user.click(screen.getByRole('button', { name: 'Delete service' }));
    expect(done).toEqual(['confirmed']);
  });

  it('is closed by a hasty Enter, not obeyed', async () => {
    const { user, done } = warn();
    const cancel = await screen.findByRole('button', { name: 'Cancel' });
    await waitFor(() => expect(document.activeElement).toBe(cancel));
    await user.keyboard('{Enter}');
    expect(done).toEqual(['closed']);
  });

  it('is closed by Escape', async () => {
    const { user, done } = warn();
    await screen.findByRole('dialog');
    await user.keyboard('{Escape}');
    expect(done).toEqual(['closed']);
  });

  it('does the deed once, however often the button is pressed meanwhile', async () => {
    const { user, done } = warn({ pending: true });
    await user.click(await screen.findByRole('button', { name: 'Delete service' }));
    expect(done).toEqual([]);
  });

  it('stays and says why when the deed failed', async () => {
    warn({ error: new Error('The disk is full.') });
    expect((await screen.findByRole('alert')).textContent).toContain('The disk is full.');
    expect(screen.getByRole('dialog')).toBeTruthy();
  });
});
