import { Affix, Button, Group, Paper, Text } from '@mantine/core';
import { useEffect } from 'react';
import { useBlocker } from 'react-router';
import { ConfirmModal } from '../../../ui/confirm-modal';

/** Id of what says why a save failed; the save bar leads there. */
export const MODEL_ERRORS = 'model-errors';

interface SaveBarProps {
  saving: boolean;
  /** What became of the last save, if it failed. */
  failure: string | null;
  onSave: () => void;
  onDiscard: () => void;
  onUndo: () => void;
}

function showErrors(): void {
  const errors = document.getElementById(MODEL_ERRORS);
  errors?.scrollIntoView({ block: 'center' });
  errors?.focus({ preventScroll: true });
}

/** Stays in sight while there are changes that are not saved, and asks before they are lost. */
export function SaveBar({ saving, failure, onSave, onDiscard, onUndo }: SaveBarProps) {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, []);
  return (
    <>
      <Affix position={{ bottom: 16, right: 16, left: 16 }} zIndex={150}>
        <Paper withBorder shadow="md" p="sm" maw={560} mx="auto" role="region" aria-label="Unsaved changes">
          <Group justify="space-between">
            <Text size="sm" {...(failure ? { c: 'red', fw: 600, role: 'status' } : {})}>
              {failure ?? 'You have unsaved changes.'}
            </Text>
            <Group gap="xs">
              {failure && (
                <Button size="xs" variant="subtle" color="red" onClick={showErrors}>
                  Show
                </Button>
              )}
              <Button size="xs" variant="default" onClick={onUndo}>
                Undo
              </Button>
              <Button size="xs" variant="default" onClick={onDiscard}>
                Discard
              </Button>
              <Button size="xs" onClick={onSave} loading={saving}>
                Save model
              </Button>
            </Group>
          </Group>
        </Paper>
      </Affix>
      <div style={{ height: 72 }} aria-hidden />
      {blocker.state === 'blocked' && (
        <ConfirmModal
          title="Leave without saving?"
          confirm="Discard changes and leave"
          onConfirm={() => blocker.proceed()}
          onClose={() => blocker.reset()}
        >
          <Text size="sm">Your changes to the model have not been saved.</Text>
        </ConfirmModal>
      )}
    </>
  );
}
