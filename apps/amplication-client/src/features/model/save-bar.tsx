import { Affix, Button, Group, Paper, Text } from '@mantine/core';
import { useEffect } from 'react';
import { useBlocker } from 'react-router';
import { ConfirmModal } from '../../ui/confirm-modal';

interface SaveBarProps {
  saving: boolean;
  onSave: () => void;
  onDiscard: () => void;
  onUndo: () => void;
}

/** Stays in sight while there are changes that are not saved, and asks before they are lost. */
export function SaveBar({ saving, onSave, onDiscard, onUndo }: SaveBarProps) {
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
        <Paper
          withBorder
          shadow="md"
          p="sm"
          maw={560}
          mx="auto"
          role="region"
          aria-label="Changes that are not saved"
        >
          <Group justify="space-between">
            <Text size="sm">You have changes that are not saved.</Text>
            <Group gap="xs">
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
          confirm="Leave, lose the changes"
          onConfirm={() => blocker.proceed()}
          onClose={() => blocker.reset()}
        >
          <Text size="sm">The changes to the model are not saved.</Text>
        </ConfirmModal>
      )}
    </>
  );
}
